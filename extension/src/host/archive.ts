import type { Archive } from '../report/archive/archive';
import { storeProblem, StoreProblem } from '../report/archive/store-problem';
import type { HostManagers } from './contracts';

/**
 * The study's data source as an archive for results.
 *
 * The host's command createStoreFunction is passed over: it shows an object in the study before the
 * archive has taken it, and tells neither progress nor the archive's answer.
 */
export function ohifArchive({ extensionManager }: HostManagers): Archive {
  const source = () => extensionManager.getActiveDataSourceOrNull();
  return {
    name() {
      const active = source();
      if (!active?.store?.dicom) return undefined;
      const { friendlyName, name } = active.getConfig?.() ?? {};
      return friendlyName || name || 'DICOMweb';
    },
    store(part10, onSent) {
      const dicom = source()?.store?.dicom;
      if (!dicom) {
        return Promise.reject(new StoreProblem("The study's source takes no results."));
      }
      return new Promise((resolve, reject) => {
        const request = new XMLHttpRequest();
        request.upload.addEventListener('progress', ({ loaded, total }) =>
          onSent(total > 0 ? loaded / total : 0),
        );
        // The host's promise stays open where a site has no handler of failed requests.
        request.addEventListener('loadend', () => {
          const problem = storeProblem({ status: request.status, body: textOf(request) });
          if (problem) reject(problem);
          else resolve();
        });
        dicom(part10, request).catch((error: unknown) => {
          // A request that was never sent does not end either.
          if (request.readyState !== XMLHttpRequest.DONE) reject(error as Error);
        });
      });
    },
    async refresh(StudyInstanceUID) {
      const active = source();
      // The host keeps the answer under the second of these, and forgets the first (OHIF 3.13).
      const { name } = active?.getConfig?.() ?? {};
      for (const key of [StudyInstanceUID, `${name}:${StudyInstanceUID}`]) {
        active?.deleteStudyMetadataPromise?.(key);
      }
      await active?.retrieve?.series
        ?.metadata({ StudyInstanceUID })
        .catch((error: unknown) => console.warn('The study could not be listed anew:', error));
    },
  };
}

/** Empty where the answer is no text. */
function textOf(request: XMLHttpRequest): string {
  return request.responseType === '' || request.responseType === 'text' ? request.responseText : '';
}
