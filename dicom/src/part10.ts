export { DicomDict, DicomMessage, DicomMetaDictionary } from './dcmjs';
export type { ParsedDataset, TaggedDataset } from './dcmjs/types';
export { encodePart10 } from './part10/encode-part10';
export type { FileMeta } from './part10/encode-part10';
