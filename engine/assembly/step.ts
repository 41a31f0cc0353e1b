/**
 * One step of a run as src/steps.ts writes it: 32-bit words in this order. Addresses and strides
 * are in bytes; address 0 means none.
 */
@unmanaged
export class Step {
  kind: i32;
  /** 1 when the step must wait for all earlier steps. */
  waits: i32;
  /** Number of chunks that the threads share. */
  chunks: i32;

  /** Number of output positions, and how many form a row. */
  pixels: i32;
  width: i32;

  /** Address of position 0, and strides to the next row and column; for pooling, of pixels. */
  input: usize;
  inputRow: i32;
  inputColumn: i32;
  output: usize;
  outputRow: i32;
  outputColumn: i32;
  addend: usize;
  addendRow: i32;
  addendColumn: i32;
  /** The result is kept where the mask is above 0 and is 0 elsewhere. */
  mask: usize;
  maskRow: i32;
  maskColumn: i32;

  /** Channels read and written per position. */
  channels: i32;
  filters: i32;

  /** Convolution: number of taps, and the offset of each from the position's input. */
  taps: i32;
  tapOffsets: usize;
  /**
   * Convolution: weights as [panel][tap][channel][8 filters], and one bias per filter; Winograd's
   * places stand for taps.
   */
  weights: usize;
  bias: usize;
  /** Convolution and upsampling: 1 to apply relu. */
  relu: i32;
  /** Convolution: pixel tiles and filter panels per chunk. */
  tilesPerChunk: i32;
  panelsPerChunk: i32;

  /** Pooling: side of the window and stride, in pixels. */
  poolSize: i32;
  poolStride: i32;
  /** Gradient of pooling: the pooled values and their gradient. */
  pooled: usize;
  pooledRow: i32;
  pooledColumn: i32;
  gradient: usize;
  gradientRow: i32;
  gradientColumn: i32;

  /** Average: factor of each sum. */
  scale: f32;

  /** Clearing: rows of the whole buffer, and the inner part that stays. */
  rows: i32;
  rowBytes: i32;
  firstRow: i32;
  endRow: i32;
  firstByte: i32;
  endByte: i32;
}

export const conv: i32 = 0;
export const maxPool: i32 = 1;
export const maxPoolGradient: i32 = 2;
export const average: i32 = 3;
export const averageGradient: i32 = 4;
export const clearBorder: i32 = 5;
export const upsample: i32 = 6;
export const winograd: i32 = 7;
export const upsampleGradient: i32 = 8;
