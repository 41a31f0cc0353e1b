export { encodedSize } from './cine/encoded-size';
export { readCine } from './cine/read-cine';
export type { Cine } from './cine/read-cine';
export { writeCine } from './cine/write-cine';
export type { TransferSyntaxName } from './cine/write-cine';
export { encodeCine, pixelAttributes } from './cine/write-cine';
export { DicomDict, DicomMessage, DicomMetaDictionary } from './dcmjs';
export type { ParsedDataset } from './dcmjs';
export { readHeader } from './part10/header';
export { MalformedDicom, readLayout } from './part10/part10-layout';
export type { ByteRange, Part10Layout } from './part10/part10-layout';
export {
  TransferSyntax,
  frameMediaType,
  isVideo,
  servedTransferSyntax,
} from './part10/transfer-syntax';
export { encodePart10, writeWhole } from './part10/write-part10';
export { deterministicUid } from './uid/deterministic-uid';
export { isUid } from './uid/is-uid';
