export { readFileList, type DroppedRow } from './file-list';
export { readAvi } from './read-avi';
export { areaOf, readVolumeTracings, tracedCodes, type Tracing } from './volume-tracings';
