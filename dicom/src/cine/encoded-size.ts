import { jpegSegments, startsFrame } from './jpeg-segments';

/** Height and width in pixels. */
export interface ImageSize {
  readonly Rows: number;
  readonly Columns: number;
}

/**
 * The size in a compressed frame's own header: frame header of JPEG and JPEG-LS (ISO 10918-1 B.2.2),
 * SIZ marker segment of a JPEG 2000 code stream (ISO 15444-1 A.5.1). A decoder that is given another
 * size returns a part of the image, or rows of the wrong length.
 *
 * @returns undefined for other encodings, and where the header does not say
 */
export function encodedSize(compressed: Uint8Array): ImageSize | undefined {
  const view = new DataView(compressed.buffer, compressed.byteOffset, compressed.byteLength);
  if (view.byteLength < 24) {
    return undefined;
  }
  if (view.getUint32(0) === startOfCodeStreamAndSize) {
    return {
      Rows: view.getUint32(12) - view.getUint32(20),
      Columns: view.getUint32(8) - view.getUint32(16),
    };
  }
  return view.getUint16(0) === startOfImage ? sizeInFrameHeader(compressed) : undefined;
}

const startOfCodeStreamAndSize = 0xff4fff51;
const startOfImage = 0xffd8;

function sizeInFrameHeader(jpeg: Uint8Array): ImageSize | undefined {
  for (const { marker, at } of jpegSegments(jpeg)) {
    if (startsFrame(marker) && at + 5 <= jpeg.length) {
      const Rows = (jpeg[at + 1] << 8) | jpeg[at + 2];
      const Columns = (jpeg[at + 3] << 8) | jpeg[at + 4];
      // Zero lines: a DNL marker after the first scan has the number.
      return Rows === 0 ? undefined : { Rows, Columns };
    }
  }
  return undefined;
}
