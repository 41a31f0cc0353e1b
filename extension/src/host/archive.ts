import type { Archive } from '../report/archive/archive';
import { StoreProblem, storeProblem } from '../report/archive/store-problem';
import type { HostManagers } from './contracts';

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
    store(part10, onSent) {
      const dicom = source()?.store?.dicom;
      if (!dicom) {
        return Promise.reject(new StoreProblem('This archive does not accept results.'));
      }
      return new Promise((resolve, reject) => {
        const request = new XMLHttpRequest();
        request.upload.addEventListener('progress', ({ loaded, total }) =>
          onSent(total > 0 ? loaded / total : 0),
        );
        // The host's promise never settles on a site without a handler of failed requests.
        request.addEventListener('loadend', () => {
          const problem = storeProblem({ status: request.status, body: responseTextOf(request) });
          if (problem) {
            reject(problem);
          } else {
            resolve();
          }
        });
        dicom(part10, request).catch((error: Error) => {
          // A request that was never sent has no loadend event.
          if (request.readyState !== XMLHttpRequest.DONE) {
            reject(error);
          }
        });
      });
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

function responseTextOf(request: XMLHttpRequest): string {
  return request.responseType === '' || request.responseType === 'text' ? request.responseText : '';
}
