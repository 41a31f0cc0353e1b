export { openModelFiles } from './open-model-files';
export { offlineNote, readWithOfflineCopy } from './offline-copy';
export type { DocumentRead } from './offline-copy';
export type { ModelFiles, ReadOptions } from './model-files';
