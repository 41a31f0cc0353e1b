import { isUnconvertedYbr, upsampleChroma, ybrToRgb } from './ybr';

/** One decoded frame: 8-bit, interleaved, RGB(A) or grey with 0 as black. */
export interface FramePixels {
  readonly Rows: number;
  readonly Columns: number;
  readonly channels: 1 | 3 | 4;
  /** Rows * Columns * channels values, row by row. */
  readonly data: Uint8Array | Uint8ClampedArray;
}

/** One frame as decoders return it. */
export interface DecodedFrame {
  readonly Rows: number;
  readonly Columns: number;
  /** Grey, RGB(A), or YBR that the decoder left as it was, see {@link toFramePixels}. */
  readonly data: Uint8Array | Uint8ClampedArray | Uint16Array | Int16Array;
  readonly PhotometricInterpretation: string;
  /** Of the values in `data`: 8 where the decoder has scaled them. */
  readonly BitsStored: number;
}

/**
 * Converts a decoded frame to {@link FramePixels}. The number of channels follows from the length of
 * the data, since decoders convert colour without saying so. What decoders leave undone is done here:
 * bits above BitsStored are dropped (PS3.5 8.1.1: they may hold anything), more than 8 bits are scaled
 * to 8, MONOCHROME1 is inverted, and YBR_FULL_422 is converted to RGB, be it native (Y Y Cb Cr for two
 * pixels) or with three samples a pixel, as lossless codecs return it. Data that needs no change is not
 * copied.
 *
 * @throws RangeError when the data is not 1, 3 or 4 values per pixel (2 of YBR_FULL_422), or BitsStored
 *   is not 8 to 16
 */
export function toFramePixels(raw: DecodedFrame): FramePixels {
  const { Rows, Columns, data, BitsStored, PhotometricInterpretation } = raw;
  if (!(BitsStored >= 8 && BitsStored <= 16)) {
    throw new RangeError(`Bits Stored is ${BitsStored}; 8 to 16 can be read.`);
  }
  const samples = data.length / (Rows * Columns);
  const isHalved = PhotometricInterpretation === 'YBR_FULL_422';
  if (samples === 2 && isHalved && Columns % 2 === 0 && isEightBit(data)) {
    return { Rows, Columns, channels: 3, data: ybrToRgb(upsampleChroma(data)) };
  }
  if (samples !== 1 && samples !== 3 && samples !== 4) {
    throw new RangeError(
      `The frame has ${data.length} values for ${Columns} x ${Rows} pixels; ` +
        'it was cut off or decoded wrongly.',
    );
  }
  const invert = samples === 1 && PhotometricInterpretation === 'MONOCHROME1';
  const eightBit = toEightBit(data, BitsStored, invert);
  const isLeftAsYbr = samples === 3 && isHalved && isUnconvertedYbr(eightBit);
  return { Rows, Columns, channels: samples, data: isLeftAsYbr ? ybrToRgb(eightBit) : eightBit };
}

/** Bytes may hold values of more bits: decoders choose the array by the largest value of a frame. */
function toEightBit(
  data: DecodedFrame['data'],
  BitsStored: number,
  invert: boolean,
): Uint8Array | Uint8ClampedArray {
  if (isEightBit(data) && BitsStored === 8 && !invert) {
    return data;
  }
  const shift = BitsStored - 8;
  const mask = 2 ** BitsStored - 1;
  const eightBit = new Uint8Array(data.length);
  for (let i = 0; i < data.length; i++) {
    const value = (data[i] & mask) >> shift;
    eightBit[i] = invert ? 255 - value : value;
  }
  return eightBit;
}

function isEightBit(data: DecodedFrame['data']): data is Uint8Array | Uint8ClampedArray {
  return data.BYTES_PER_ELEMENT === 1;
}
