import { setTimeout as delay } from 'node:timers/promises';
import { implementationClassUid, TransferSyntax, type NaturalizedDataset } from '@echonet/dicom';
import { deterministicUid } from '@echonet/dicom/node';
import { DicomMetaDictionary, encodePart10 } from '@echonet/dicom/part10';
import type { Model, OnnxModel } from '@echonet/models';
import {
  automaticReport,
  readAutomaticDescription,
  type AutomaticClip,
  type AutomaticReading,
} from '@echonet/ohif-extension/automatic-report';
import {
  instancePath,
  RequestFailure,
  searchAll,
  uid,
  value,
  type Archive,
  type ListedInstance,
} from '../../data/sources/dicomweb';
import type { ClipReading } from '../clip/clip-reading';
import { readingKey } from '../clip/clip-store';
import type { NamedModel, ReadingModels } from '../models/open-models';
import type { ReadStudy, ReportOutcome } from '../study/read-study';

export interface ReportParts {
  readonly archive: Archive;
  readonly models: ReadingModels;
  readonly anyView: boolean;
  /** What computed, in words. */
  readonly computedBy: string;
}

/** Attempts to find a report that was just stored, for archives that index later. */
const looks = 4;
const lookEveryMs = 500;

/** SOP Instance UID of the report on these clips by these models. */
function reportUid(
  parts: Pick<ReportParts, 'models' | 'anyView'>,
  study: string,
  clipIds: readonly string[],
) {
  return deterministicUid('EchoNet automatic report', ...keyOf(parts, study, clipIds));
}

function keyOf(
  parts: Pick<ReportParts, 'models' | 'anyView'>,
  study: string,
  clipIds: readonly string[],
): string[] {
  return [study, readingKey(parts), ...[...clipIds].sort()];
}

/** Whether the archive has the report on these clips, read or not, by these models. */
export async function hasReport(
  parts: ReportParts,
  study: string,
  clipIds: readonly string[],
): Promise<boolean> {
  return hasInstance(parts.archive, study, reportUid(parts, study, clipIds));
}

/**
 * Stores a preliminary report of a study that was read, at most once for the same clips and models: its
 * UID follows from them, so that an archive has one even when two processes store at once or one dies
 * between storing and remembering it.
 *
 * @throws {RequestFailure} when the archive does not take it
 */
export async function storeReport(parts: ReportParts, study: ReadStudy): Promise<ReportOutcome> {
  const { archive } = parts;
  const read = study.clips.filter(({ outcome }) => outcome === 'read');
  if (read.length === 0) {
    return { kind: 'nothing to report' };
  }
  const clipIds = study.clips.map(({ id }) => id);
  const SOPInstanceUID = reportUid(parts, study.id, clipIds);
  if (await hasInstance(archive, study.id, SOPInstanceUID)) {
    return { kind: 'stored before', SOPInstanceUID };
  }
  const series = await seriesOf(archive, study.id);
  const instances = await instancesOf(archive, study.id, new Set(read.map(({ id }) => id)));
  const headers: Record<string, unknown>[] = [];
  for (const instance of instances.values()) {
    const header = await archive.metadata(instancePath(instance));
    headers.push(DicomMetaDictionary.naturalizeDataset({ ...header }));
  }
  const dataset = automaticReport({
    reading: readingOf(
      parts,
      read.filter(({ id }) => instances.has(id)),
    ),
    headers,
    SOPInstanceUID,
    SeriesInstanceUID: deterministicUid(
      'EchoNet automatic report series',
      ...keyOf(parts, study.id, clipIds),
    ),
    seriesNumber: 1 + Math.max(0, ...series.map(({ number }) => number)),
    predecessors: await earlierReports(archive, study.id, series),
  });
  if (!dataset) {
    return { kind: 'nothing to report' };
  }
  await send(archive, study.id, SOPInstanceUID, dataset);
  return { kind: 'stored', SOPInstanceUID };
}

async function send(
  archive: Archive,
  study: string,
  SOPInstanceUID: string,
  dataset: NaturalizedDataset,
): Promise<void> {
  const part10 = encodePart10(dataset, {
    TransferSyntaxUID: TransferSyntax.ExplicitVRLittleEndian,
    ImplementationClassUID: implementationClassUid.training,
  });
  let failure: Error | undefined;
  try {
    await archive.store(`/studies/${study}`, new Uint8Array(part10));
  } catch (error) {
    // Another process may have stored the same report, which some archives refuse as a duplicate.
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
    new RequestFailure(
      `The archive`,
      `does not have the report of study ${study} after storing it`,
      {
        passing: true,
      },
    )
  );
}

async function hasInstance(
  archive: Archive,
  study: string,
  SOPInstanceUID: string,
): Promise<boolean> {
  const { results } = await archive.search(`/studies/${study}/instances`, { SOPInstanceUID });
  return results.some((each) => value(each, 'SOPInstanceUID') === SOPInstanceUID);
}

interface ListedSeries {
  readonly uid: string;
  readonly number: number;
  readonly isAutomatic: boolean;
}

async function seriesOf(archive: Archive, study: string): Promise<ListedSeries[]> {
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
async function instancesOf(
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

async function earlierReports(archive: Archive, study: string, series: readonly ListedSeries[]) {
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

function readingOf(
  { models, computedBy }: ReportParts,
  clips: readonly ClipReading[],
): AutomaticReading {
  const model = reportedModel(models, clips);
  return {
    date: new Date(),
    manifest: model.model.manifest,
    segmentation: models.segmentation?.model.manifest,
    clips: clips.map((clip) => automaticClip(clip, model)),
    computedBy,
  };
}

/** Of the models that read these clips, the first that was evaluated on real patients, else the first. */
function reportedModel(
  { models }: ReadingModels,
  clips: readonly ClipReading[],
): NamedModel<Model | OnnxModel> {
  const used = models.filter(({ name }) =>
    clips.some(({ predictions }) => predictions.some(({ model }) => model === name.sha256)),
  );
  const isReal = ({ model: { manifest } }: NamedModel<Model | OnnxModel>) =>
    manifest.tasks.some(
      ({ evaluatedOn }) => !(evaluatedOn?.simulated ?? manifest.provenance.simulated),
    );
  return used.find(isReal) ?? used.at(0) ?? models[0];
}

function automaticClip(
  {
    id,
    predictions,
    view,
    isSimulated = false,
    sectorOutline = [],
    contours,
    warnings,
  }: ClipReading,
  { name }: NamedModel<Model | OnnxModel>,
): AutomaticClip {
  const ofModel = predictions.find(({ model }) => model === name.sha256);
  return {
    SOPInstanceUID: id,
    frameNumbers: ofModel?.frameNumbers ?? [1],
    prediction: ofModel?.prediction ?? {},
    isA4C: view?.accepted === true,
    isSimulated,
    sectorOutline,
    ...(contours && contours.measures.length > 0 && { contours }),
    warnings,
  };
}
