import type { Archive, ObjectToStore, StoreReceipt } from '../report/archive/archive';
import {
  notStored,
  storeOutcome,
  StoreProblem,
  type StoreAnswer,
} from '../report/archive/store-outcome';
import type { DataSource, HostManagers } from './contracts';

/** Before each query for an object that the archive has not confirmed: some index it later. */
const queryDelaysMs = [0, 1000, 3000];

/** The host's promise of a failed query never settles on some sites. */
const queryTimeoutMs = 15_000;

/**
 * Stores results in the study's data source.
 *
 * The host's command createStoreFunction is not used: it shows an object in the study before the
 * archive has stored it, and reports neither progress nor the archive's response.
 */
export function ohifArchive({ extensionManager }: HostManagers): Archive {
  const source = () => extensionManager.getActiveDataSourceOrNull();
  return {
    name() {
      const active = source();
      if (!active?.store?.dicom) {
        return undefined;
      }
      const { friendlyName, name } = active.getConfig?.() ?? {};
      return friendlyName || name || 'DICOMweb';
    },
    async store(object, onSent) {
      const active = source();
      if (!active?.store?.dicom) {
        throw new StoreProblem('This archive does not accept results.');
      }
      return confirm(active, object, await send(active.store.dicom, object.part10, onSent));
    },
    async refresh(StudyInstanceUID) {
      const active = source();
      // OHIF 3.13 caches the metadata under the second of these and deletes only the first.
      const { name } = active?.getConfig?.() ?? {};
      for (const cacheId of [StudyInstanceUID, `${name}:${StudyInstanceUID}`]) {
        active?.deleteStudyMetadataPromise?.(cacheId);
      }
      await active?.retrieve?.series
        ?.metadata({ StudyInstanceUID })
        .catch((error: unknown) =>
          console.warn('The metadata of the study could not be retrieved again:', error),
        );
    },
  };
}

type SendPart10 = NonNullable<NonNullable<DataSource['store']>['dicom']>;

function send(
  dicom: SendPart10,
  part10: ArrayBuffer,
  onSent: (part: number) => void,
): Promise<StoreAnswer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.upload.addEventListener('progress', ({ loaded, total }) =>
      onSent(total > 0 ? loaded / total : 0),
    );
    // The host's promise never settles on a site without a handler of failed requests.
    request.addEventListener('loadend', () =>
      resolve({ status: request.status, body: responseTextOf(request) }),
    );
    dicom(part10, request).catch((error: Error) => {
      // A request that was never sent has no loadend event.
      if (request.readyState !== XMLHttpRequest.DONE) {
        reject(error);
      }
    });
  });
}

function responseTextOf(request: XMLHttpRequest): string {
  return request.responseType === '' || request.responseType === 'text' ? request.responseText : '';
}

/** @throws StoreProblem unless the answer or a query names the object */
async function confirm(
  active: DataSource,
  object: ObjectToStore,
  answer: StoreAnswer,
): Promise<StoreReceipt> {
  const outcome = storeOutcome(answer, object.SOPInstanceUID);
  if (outcome.kind === 'stored') {
    return { warning: outcome.warning };
  }
  if (outcome.kind === 'refused') {
    throw outcome.problem;
  }
  let isQueried = false;
  for (const delayMs of queryDelaysMs) {
    await pause(delayMs);
    const isListed = await lists(active, object);
    if (isListed) {
      return {};
    }
    if (isListed === undefined) {
      break;
    }
    isQueried = true;
  }
  throw notStored(outcome, isQueried);
}

/**
 * Whether the archive lists the object's series. The host's query for instances searches for
 * studies, hence the series, which holds nothing else.
 *
 * @returns undefined if the archive cannot be queried
 */
async function lists(
  active: DataSource,
  { StudyInstanceUID, SeriesInstanceUID }: ObjectToStore,
): Promise<boolean | undefined> {
  try {
    const series = await Promise.race([
      active.query?.series?.search(StudyInstanceUID),
      pause(queryTimeoutMs).then(() => undefined),
    ]);
    return series?.some(({ seriesInstanceUid }) => seriesInstanceUid === SeriesInstanceUID);
  } catch {
    return undefined;
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
