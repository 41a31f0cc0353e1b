// cines
export { encodedSize } from './cine/encoded-size';
export { startsWithImageMarker } from './cine/image-marker';
export { readCine } from './cine/read-cine';
export type { Cine } from './cine/read-cine';
export { encodeCine, pixelAttributes, writeCine } from './cine/write-cine';
export type { TransferSyntaxName } from './cine/write-cine';

// Part 10 files
export { readHeader } from './part10/header';
export { MalformedDicom, printTag } from './part10/element-walker';
export type { ByteRange } from './part10/element-walker';
export { readLayout } from './part10/part10-layout';
export type { Part10Layout } from './part10/part10-layout';
export { writeWhole } from './part10/write-whole';

// UIDs
export { deterministicUid } from './uid/deterministic-uid';
