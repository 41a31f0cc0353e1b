export { isNotThere } from './download';
export { openModelFiles } from './open-model-files';
export { readWithOfflineCopy } from './offline-copy';
