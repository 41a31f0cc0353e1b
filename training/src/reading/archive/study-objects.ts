import { setTimeout as delay } from 'node:timers/promises';
import { implementationClassUid, type NaturalizedDataset } from '@echonet/dicom';
import { encodePart10 } from '@echonet/dicom/part10';
import { readAutomaticDescription } from '@echonet/ohif-extension/automatic-report';
import {
  RequestFailure,
  searchAll,
  uid,
  value,
  type Archive,
  type ListedInstance,
} from '../../data/sources/dicomweb';

/** Attempts to find an object that was just stored, for archives that index later. */
const looks = 4;
const lookEveryMs = 500;

/**
 * Stores an object in its study, unless another process does so at the same time.
 *
 * @throws {RequestFailure} when the archive does not have it in the end
 */
export async function storeObject(
  archive: Archive,
  dataset: NaturalizedDataset,
  transferSyntaxUID: string,
): Promise<void> {
  const study = String(dataset.StudyInstanceUID);
  const SOPInstanceUID = String(dataset.SOPInstanceUID);
  const part10 = encodePart10(dataset, {
    TransferSyntaxUID: transferSyntaxUID,
    ImplementationClassUID: implementationClassUid.training,
  });
  let failure: Error | undefined;
  try {
    await archive.store(`/studies/${study}`, new Uint8Array(part10));
  } catch (error) {
    // Another process may have stored the same object, which some archives refuse as a duplicate.
    failure = error as Error;
  }
  for (let look = 0; look < looks; look++) {
    if (await hasInstance(archive, study, SOPInstanceUID)) {
      return;
    }
    await delay(lookEveryMs);
  }
  throw (
    failure ??
    new RequestFailure(`The archive`, `does not have what was stored in study ${study}`, {
      passing: true,
    })
  );
}

export async function hasInstance(
  archive: Archive,
  study: string,
  SOPInstanceUID: string,
): Promise<boolean> {
  const { results } = await archive.search(`/studies/${study}/instances`, { SOPInstanceUID });
  return results.some((each) => value(each, 'SOPInstanceUID') === SOPInstanceUID);
}

export interface ListedSeries {
  readonly uid: string;
  readonly number: number;
  readonly isAutomatic: boolean;
}

export async function seriesOf(archive: Archive, study: string): Promise<ListedSeries[]> {
  const { results } = await searchAll(
    archive,
    `/studies/${study}/series`,
    {},
    { key: 'SeriesInstanceUID' },
  );
  return results.map((series) => ({
    uid: uid(series, 'SeriesInstanceUID'),
    number: Number(value(series, 'SeriesNumber')) || 0,
    isAutomatic:
      value(series, 'Modality') === 'SR' &&
      readAutomaticDescription(value(series, 'SeriesDescription')) !== undefined,
  }));
}

/** The read clips that the archive still has, by SOP Instance UID. */
export async function instancesOf(
  archive: Archive,
  study: string,
  wanted: ReadonlySet<string>,
): Promise<ReadonlyMap<string, ListedInstance>> {
  const { results } = await searchAll(
    archive,
    `/studies/${study}/instances`,
    {},
    { key: 'SOPInstanceUID' },
  );
  return new Map(
    results.flatMap((instance): [string, ListedInstance][] => {
      const SOPInstanceUID = uid(instance, 'SOPInstanceUID');
      const SeriesInstanceUID = value(instance, 'SeriesInstanceUID');
      return wanted.has(SOPInstanceUID)
        ? [
            [
              SOPInstanceUID,
              { StudyInstanceUID: study, SeriesInstanceUID, SOPInstanceUID, Modality: 'US' },
            ],
          ]
        : [];
    }),
  );
}

/** Automatic reports of the study, as references. */
export async function earlierReports(
  archive: Archive,
  study: string,
  series: readonly ListedSeries[],
) {
  const found = [];
  for (const { uid: SeriesInstanceUID } of series.filter(({ isAutomatic }) => isAutomatic)) {
    const { results } = await archive.search(
      `/studies/${study}/series/${SeriesInstanceUID}/instances`,
      {},
    );
    found.push(
      ...results.map((instance) => ({
        StudyInstanceUID: study,
        SeriesInstanceUID,
        SOPClassUID: value(instance, 'SOPClassUID'),
        SOPInstanceUID: uid(instance, 'SOPInstanceUID'),
      })),
    );
  }
  return found;
}
