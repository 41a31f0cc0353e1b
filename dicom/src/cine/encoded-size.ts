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
  return view.getUint16(0) === startOfImage ? sizeInFrameHeader(view) : undefined;
}

const startOfCodeStreamAndSize = 0xff4fff51;
const startOfImage = 0xffd8;
const startOfScan = 0xda;
/** DHT, JPG and DAC: markers between those of frames. */
const otherMarkers = new Set([0xc4, 0xc8, 0xcc]);
const startOfJpegLsFrame = 0xf7;

function sizeInFrameHeader(view: DataView): ImageSize | undefined {
  for (let at = 2; at + 9 <= view.byteLength;) {
    if (view.getUint8(at) !== 0xff) {
      return undefined;
    }
    const marker = view.getUint8(at + 1);
    // Any number of fill bytes may precede a marker.
    if (marker === 0xff) {
      at++;
      continue;
    }
    if (marker === startOfScan) {
      return undefined;
    }
    const startsFrame = marker >= 0xc0 && marker <= 0xcf && !otherMarkers.has(marker);
    if (startsFrame || marker === startOfJpegLsFrame) {
      const [Rows, Columns] = [view.getUint16(at + 5), view.getUint16(at + 7)];
      // Zero lines: a DNL marker after the first scan has the number.
      return Rows === 0 ? undefined : { Rows, Columns };
    }
    at += 2 + view.getUint16(at + 2);
  }
  return undefined;
}
