import { addressOf, columnBytes, rowBytes, type Features } from './features';
import { panelCount } from './packing';
import { stepKinds, type Step } from './steps';

/** A convolution of any stride whose taps have arbitrary offsets. */
export interface ConvStepSettings {
  /** Rows and columns of the output. */
  readonly size: readonly [rows: number, columns: number];
  /**
   * Tap 0 of the first output pixel reads `inputStart`; `inputStride` is the distance of the next
   * reads, in pixels.
   */
  readonly input: Features;
  readonly inputStart: readonly [row: number, column: number];
  readonly inputStride: number;
  /**
   * Position of the first output pixel and the distance of the next ones; also for addend and mask.
   */
  readonly output: Features;
  readonly outputStart: readonly [row: number, column: number];
  readonly outputStride: number;
  readonly addend?: Features;
  /** Default: that of the output. */
  readonly addendStart?: readonly [row: number, column: number];
  readonly mask?: Features;
  /** Offset of each tap from tap 0, in pixels. */
  readonly taps: readonly (readonly [rows: number, columns: number])[];
  readonly addTable: (values: Int32Array) => number;
  readonly weights: number;
  readonly bias: number;
  readonly relu: boolean;
  readonly threads: number;
}

/** Pixels per tile, as in assembly/conv.ts. */
const tilePixels = 4;

/** Maximum tiles per chunk: their pixels and one panel of weights fit a core's cache. */
const mostTilesPerChunk = 18;

/** Chunks per thread, so that a delayed thread does not delay the others. */
const chunksPerThread = 8;

export function convStep(settings: ConvStepSettings): Step {
  const { size, input, output, taps } = settings;
  const [rows, columns] = [rowBytes(input.buffer), columnBytes(input.buffer)];
  const offsets = taps.map(([row, column]) => row * rows + column * columns);
  return {
    kind: stepKinds.conv,
    ...convWords(settings),
    taps: taps.length,
    tapOffsets: taps.length > 0 ? settings.addTable(Int32Array.from(offsets)) : 0,
    ...chunksOf(size[0] * size[1], output.channels, settings.threads),
  };
}

/** What a convolution reads and writes, by whatever kernel. */
export function convWords(settings: Omit<ConvStepSettings, 'taps' | 'addTable' | 'threads'>) {
  const { size, input, inputStride, output, outputStart, outputStride, addend, mask } = settings;
  const { addendStart = outputStart } = settings;
  return {
    pixels: size[0] * size[1],
    width: size[1],
    ...gridOf('input', input, settings.inputStart, inputStride),
    ...gridOf('output', output, outputStart, outputStride),
    ...(addend && gridOf('addend', addend, addendStart, outputStride)),
    ...(mask && gridOf('mask', mask, outputStart, outputStride)),
    channels: input.channels,
    filters: output.channels,
    weights: settings.weights,
    bias: settings.bias,
    relu: settings.relu ? 1 : 0,
  };
}

/** Address and strides of features, named as in the step's words. */
export function gridOf<Name extends 'input' | 'output' | 'addend' | 'mask' | 'pooled' | 'gradient'>(
  name: Name,
  features: Features,
  start: readonly [row: number, column: number] = [0, 0],
  stride = 1,
): Record<Name | `${Name}Row` | `${Name}Column`, number> {
  return {
    [name]: addressOf(features, ...start),
    [`${name}Row`]: rowBytes(features.buffer) * stride,
    [`${name}Column`]: columnBytes(features.buffer) * stride,
  } as Record<Name | `${Name}Row` | `${Name}Column`, number>;
}

function chunksOf(pixels: number, filters: number, threads: number) {
  const [tiles, panels] = [Math.ceil(pixels / tilePixels), panelCount(filters)];
  const tilesPerChunk = Math.ceil(tiles / Math.ceil(tiles / mostTilesPerChunk));
  const tileBlocks = Math.ceil(tiles / tilesPerChunk);
  const panelBlocks = Math.min(panels, Math.ceil((threads * chunksPerThread) / tileBlocks));
  const panelsPerChunk = Math.ceil(panels / panelBlocks);
  return {
    tilesPerChunk,
    panelsPerChunk,
    chunks: tileBlocks * Math.ceil(panels / panelsPerChunk),
  };
}
