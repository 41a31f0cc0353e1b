/**
 * One step of a run, as the host's steps.ts writes it: words of 32 bits in this order. Addresses and
 * strides are in bytes. An address of 0 means that there is none.
 */
@unmanaged
export class Step {
  kind: i32;
  /** 1 when the step may begin only once every earlier one is done. */
  waits: i32;
  /** Parts that the threads share out among them. */
  chunks: i32;

  /** Positions to compute, and how many of them lie side by side. */
  pixels: i32;
  width: i32;

  /** What belongs to position 0, and how far on the next row and column lie; for pooling, the pixels. */
  input: usize;
  inputRow: i32;
  inputColumn: i32;
  output: usize;
  outputRow: i32;
  outputColumn: i32;
  /** Added to the result. */
  addend: usize;
  addendRow: i32;
  addendColumn: i32;
  /** The result is kept where this is above 0 and is 0 elsewhere. */
  mask: usize;
  maskRow: i32;
  maskColumn: i32;

  /** Numbers of a position that are read and written. */
  channels: i32;
  filters: i32;

  /** Convolution: number of taps, and how far each lies from the position's own input. */
  taps: i32;
  tapOffsets: usize;
  /** Convolution: [panel][tap][channel][8 filters], and one bias for each filter. */
  weights: usize;
  bias: usize;
  /** Convolution: 1 to cut off below 0. */
  relu: i32;
  /** Convolution: tiles of pixels and panels of filters of one chunk. */
  tilesPerChunk: i32;
  panelsPerChunk: i32;

  /** Pooling: side of the window, and how many pixels one lies from the next. */
  poolSize: i32;
  poolStride: i32;
  /** Gradient of pooling: the pooled values, and the gradient by them. */
  pooled: usize;
  pooledRow: i32;
  pooledColumn: i32;
  gradient: usize;
  gradientRow: i32;
  gradientColumn: i32;

  /** Average: what each sum is multiplied by. */
  scale: f32;

  /** Clearing: rows of the whole buffer, and the part of it that stays. */
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
