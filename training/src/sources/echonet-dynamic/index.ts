export { readFileList } from './file-list';
export type { DroppedRow, EchoNetClip, FileList } from './file-list';
export { readAvi } from './read-avi';
export type { Video } from './read-avi';
