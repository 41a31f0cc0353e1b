import type { ConvWeights } from '@echonet/models';
import { Arena } from './arena';
import { convStep, gridOf } from './conv-step';
import { DataSegment } from './data-segment';
import {
  bufferBytes,
  hasBorder,
  rowBytes,
  wholeBuffer,
  type FeatureBuffer,
  type Features,
} from './features';
import { accessTo, withWaits, type PlannedStep } from './hazards';
import { isSum, type ConvOperation, type Operation, type OperationList } from './operations';
import { packedBias, packedForward } from './packing';
import { stepKinds, type Step } from './steps';
import { packedWinograd } from './winograd';
import { isForWinograd, winogradStep } from './winograd-step';

/** Steps, the features of their input and result, and their constants. */
export interface Program {
  readonly steps: readonly Step[];
  readonly input: FeatureBuffer;
  readonly result: FeatureBuffer;
  readonly data: DataSegment;
}

/** Addresses of a convolution's packed weights. */
export interface WeightAddresses {
  readonly weights: number;
  readonly bias: number;
  /** Transformed weights, where the convolution is faster by them. */
  readonly winograd?: number;
}

/** What the forward pass leaves for the gradient: its weights are read back from memory. */
export interface ForwardProgram extends Program {
  readonly weights: ReadonlyMap<string, WeightAddresses>;
}

/**
 * Plans the forward pass. Features lie in memory that is used again as soon as nothing reads them
 * any more.
 *
 * @param start first free byte of the memory.
 * @param threads number of threads that will share the work.
 */
export function planForward(
  list: OperationList,
  folded: ReadonlyMap<string, ConvWeights>,
  start: number,
  threads: number,
): ForwardProgram {
  const data = new DataSegment(placeBuffers(list, start));
  const transformed = new Set(list.operations.filter(isWinograd).map(({ name }) => name));
  const weights = new Map(
    [...folded].map(([name, { kernel, bias }]) => [
      name,
      {
        weights: data.add(packedForward(kernel)),
        bias: data.add(packedBias(bias)),
        ...(transformed.has(name) && { winograd: data.add(packedWinograd(kernel)) }),
      },
    ]),
  );
  const steps = withWaits(forwardSteps(list, weights, data, threads, true));
  return { steps, input: list.input, result: list.logits, data, weights };
}

function isWinograd(operation: Operation): boolean {
  if (operation.kind !== 'conv') {
    return false;
  }
  const { input, output, axes } = operation;
  const size = [axes[0].output, axes[1].output] as const;
  return isForWinograd({ size, axes, channels: input.channels, filters: output.channels });
}

/** Gives every buffer its address. @returns one past the last byte. */
function placeBuffers({ input, logits, operations }: OperationList, start: number): number {
  const arena = new Arena(start);
  const lastReader = new Map<FeatureBuffer, number>();
  operations.forEach((operation, i) => {
    for (const { buffer } of readsOf(operation)) {
      lastReader.set(buffer, i);
    }
  });
  const placed = new Set<FeatureBuffer>();
  const place = (buffer: FeatureBuffer) => {
    if (placed.has(buffer)) {
      return;
    }
    buffer.address = arena.take(bufferBytes(buffer));
    placed.add(buffer);
  };
  place(input);
  operations.forEach((operation, i) => {
    place(operation.output.buffer);
    for (const buffer of new Set(readsOf(operation).map((read) => read.buffer))) {
      if (lastReader.get(buffer) !== i || buffer === logits) {
        continue;
      }
      arena.give(buffer.address, bufferBytes(buffer));
    }
  });
  return arena.end;
}

/** What an operation reads. */
export function readsOf(operation: Operation): Features[] {
  return isSum(operation) ? [operation.input, operation.addend] : [operation.input];
}

/**
 * The steps of the forward pass.
 *
 * @param clearBorders whether the zeros around features must be written: memory is used again.
 */
export function forwardSteps(
  { input, operations }: OperationList,
  weights: ReadonlyMap<string, WeightAddresses>,
  data: DataSegment,
  threads: number,
  clearBorders: boolean,
): PlannedStep[] {
  const cleared = new Set<FeatureBuffer>();
  const planned: PlannedStep[] = [];
  const clear = (buffer: FeatureBuffer) => {
    if (!clearBorders || cleared.has(buffer) || !hasBorder(buffer)) {
      return;
    }
    cleared.add(buffer);
    planned.push(clearBorderStep(buffer));
  };
  clear(input);
  for (const operation of operations) {
    clear(operation.output.buffer);
    planned.push({
      step: forwardStep(operation, weights, data, threads),
      reads: readsOf(operation).map((features) => accessTo(features, 'both')),
      writes: [accessTo(operation.output, 'features')],
    });
  }
  return planned;
}

function forwardStep(
  operation: Operation,
  weights: ReadonlyMap<string, WeightAddresses>,
  data: DataSegment,
  threads: number,
): Step {
  const { input, output } = operation;
  const [rows, columns] = output.buffer.shape;
  switch (operation.kind) {
    case 'conv':
      return forwardConvStep(operation, weights.get(operation.name)!, data, threads);
    case 'maxPool':
      return {
        kind: stepKinds.maxPool,
        chunks: rows,
        width: columns,
        ...gridOf('input', input),
        ...gridOf('output', output),
        channels: input.channels,
        poolSize: operation.poolSize,
        poolStride: operation.stride,
      };
    case 'upsample':
      return {
        kind: stepKinds.upsample,
        chunks: rows,
        pixels: rows * columns,
        width: columns,
        ...gridOf('input', input),
        ...gridOf('output', output),
        ...(operation.addend && gridOf('addend', operation.addend)),
        channels: input.channels,
        relu: operation.relu ? 1 : 0,
      };
    case 'average': {
      const [height, width] = input.buffer.shape;
      return {
        kind: stepKinds.average,
        chunks: 1,
        pixels: height * width,
        width,
        ...gridOf('input', input),
        ...gridOf('output', output),
        channels: input.channels,
        scale: 1 / (height * width),
      };
    }
  }
}

function forwardConvStep(
  { input, output, addend, relu, axes: [rows, columns] }: ConvOperation,
  addresses: WeightAddresses,
  data: DataSegment,
  threads: number,
): Step {
  const { weights, bias, winograd } = addresses;
  const settings = {
    size: [rows.output, columns.output] as const,
    input,
    inputStart: [-rows.padBefore, -columns.padBefore] as const,
    output,
    outputStart: [0, 0] as const,
    addend,
    bias,
    relu,
    threads,
  };
  if (winograd !== undefined) {
    return winogradStep({ ...settings, weights: winograd });
  }
  const taps = Array.from({ length: rows.kernel * columns.kernel }, (_, tap) => {
    const row = Math.floor(tap / columns.kernel);
    return [row, tap - row * columns.kernel] as const;
  });
  return convStep({
    ...settings,
    inputStride: rows.stride,
    outputStride: 1,
    taps,
    addTable: (table) => data.add(table),
    weights,
  });
}

function clearBorderStep(buffer: FeatureBuffer): PlannedStep {
  const { shape, border } = buffer;
  const pixelBytes = shape[2] * Float32Array.BYTES_PER_ELEMENT;
  const firstByte = border.left * pixelBytes;
  return {
    step: {
      kind: stepKinds.clearBorder,
      chunks: 1,
      output: buffer.address,
      rows: border.top + shape[0] + border.bottom,
      rowBytes: rowBytes(buffer),
      firstRow: border.top,
      endRow: border.top + shape[0],
      firstByte,
      endByte: firstByte + shape[1] * pixelBytes,
    },
    reads: [],
    writes: [accessTo(wholeBuffer(buffer), 'border')],
  };
}
