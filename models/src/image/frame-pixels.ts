/** One decoded frame: 8-bit, interleaved, RGB(A) or grey with 0 as black. */
export interface FramePixels {
  readonly Rows: number;
  readonly Columns: number;
  readonly channels: 1 | 3 | 4;
  /** Rows * Columns * channels values, row by row. */
  readonly data: Uint8Array | Uint8ClampedArray;
}

/** One frame as decoders return it: grey, or RGB(A) with YBR already converted. */
export interface DecodedFrame {
  readonly Rows: number;
  readonly Columns: number;
  readonly data: Uint8Array | Uint8ClampedArray | Uint16Array | Int16Array;
  readonly PhotometricInterpretation: string;
  readonly BitsStored: number;
}

/**
 * Converts a decoded frame to {@link FramePixels}. The number of channels follows from the length
 * of the data, since decoders convert colour without saying so. 16-bit values are scaled to 8 bits
 * by BitsStored; MONOCHROME1 is inverted. Data that needs no change is not copied. @throws
 * RangeError when the data is not 1, 3 or 4 values per pixel or BitsStored is not 8 to 16
 */
export function toFramePixels(raw: DecodedFrame): FramePixels {
  const { Rows, Columns, data, BitsStored } = raw;
  const channels = data.length / (Rows * Columns);
  if (channels !== 1 && channels !== 3 && channels !== 4) {
    throw new RangeError(
      `The frame has ${data.length} values for ${Columns} x ${Rows} pixels; ` +
        'it was cut off or decoded wrongly.',
    );
  }
  if (!(BitsStored >= 8 && BitsStored <= 16)) {
    throw new RangeError(`Bits Stored is ${BitsStored}; 8 to 16 can be read.`);
  }
  const invert = channels === 1 && raw.PhotometricInterpretation === 'MONOCHROME1';
  if (isEightBit(data) && !invert) {
    return { Rows, Columns, channels, data };
  }
  const shift = isEightBit(data) ? 0 : BitsStored - 8;
  const eightBit = new Uint8Array(data.length);
  for (let i = 0; i < data.length; i++) {
    const value = Math.min(255, Math.max(0, data[i] >> shift));
    eightBit[i] = invert ? 255 - value : value;
  }
  return { Rows, Columns, channels, data: eightBit };
}

function isEightBit(data: DecodedFrame['data']): data is Uint8Array | Uint8ClampedArray {
  return data.BYTES_PER_ELEMENT === 1;
}
