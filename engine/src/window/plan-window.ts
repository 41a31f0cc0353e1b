import {
  readsOf,
  type WindowConv,
  type WindowGraph,
  type WindowMaxPool,
  type WindowOperation,
  type WindowTransposedConv,
  type WindowWeights,
} from '@echonet/models';
import { Arena } from '../arena';
import { convStep, gridOf } from '../conv-step';
import { DataSegment } from '../data-segment';
import { addressOf, bufferBytes, rowBytes, wholeBuffer, type FeatureBuffer } from '../features';
import { accessTo, withWaits, type PlannedStep } from '../hazards';
import { packed, packedBias } from '../packing';
import { stepKinds, type Step } from '../steps';
import { packedPlaces } from '../winograd';
import { isForWinograd, winogradStep } from '../winograd-step';
import { placeWindow, tapsOf, type WindowPlaces } from './place-window';
import { imageFeatures, WindowBuffer, type WindowFeatures } from './window-features';

/** Steps of a network on windows, its input and result, and its constants. */
export interface WindowProgram {
  readonly steps: readonly Step[];
  readonly input: WindowBuffer;
  readonly result: WindowFeatures;
  readonly data: DataSegment;
}

/** Where an operation reads and writes, and what its steps need. */
interface Planning {
  readonly input: WindowFeatures;
  readonly output: WindowFeatures;
  readonly data: DataSegment;
  readonly threads: number;
}

/**
 * Plans the steps of a network: those of each frame by themselves, since threads share them without
 * waiting for each other. A convolution over time has the same taps in other frames. Features lie in
 * memory that is used again as soon as nothing reads them any more.
 *
 * @param start first free byte of the memory.
 * @throws Error naming an operation whose weights do not fit it
 */
export function planWindow(
  graph: WindowGraph,
  weightsOf: (name: string) => WindowWeights,
  start: number,
  threads: number,
): WindowProgram {
  const places = placeWindow(graph);
  const end = addressBuffers(graph, places, start);
  const data = new DataSegment(end);
  const cleared = new Set<WindowBuffer>();
  const planned: PlannedStep[] = [];
  const clear = (buffer: WindowBuffer) => {
    if (!cleared.has(buffer)) {
      cleared.add(buffer);
      planned.push(...clearSteps(buffer));
    }
  };
  clear(places.get(graph.input.name)!.buffer);
  for (const operation of graph.operations) {
    const output = places.get(operation.name)!;
    clear(output.buffer);
    if (operation.kind === 'concat') {
      continue;
    }
    const planning = { input: places.get(operation.input)!, output, data, threads };
    planned.push(...operationSteps(operation, planning, places, weightsOf));
  }
  const last = graph.operations[graph.operations.length - 1];
  return {
    steps: withWaits(planned),
    input: places.get(graph.input.name)!.buffer,
    result: places.get(last.name)!,
    data,
  };
}

/** Gives every buffer its address. @returns one past the last byte. */
function addressBuffers(graph: WindowGraph, places: WindowPlaces, start: number): number {
  const arena = new Arena(start);
  const bufferOf = (name: string) => places.get(name)!.buffer.image;
  const lastUse = new Map<FeatureBuffer, number>();
  graph.operations.forEach((operation, i) => {
    for (const name of [operation.name, ...readsOf(operation)]) {
      lastUse.set(bufferOf(name), i);
    }
  });
  const result = bufferOf(graph.operations[graph.operations.length - 1].name);
  const placed = new Set<FeatureBuffer>();
  const place = (buffer: FeatureBuffer) => {
    if (!placed.has(buffer)) {
      buffer.address = arena.take(bufferBytes(buffer));
      placed.add(buffer);
    }
  };
  place(bufferOf(graph.input.name));
  graph.operations.forEach((operation, i) => {
    place(bufferOf(operation.name));
    for (const buffer of new Set(readsOf(operation).map(bufferOf))) {
      if (lastUse.get(buffer) === i && buffer !== result) {
        arena.give(buffer.address, bufferBytes(buffer));
      }
    }
  });
  return arena.end;
}

function operationSteps(
  operation: Exclude<WindowOperation, { kind: 'concat' }>,
  planning: Planning,
  places: WindowPlaces,
  weightsOf: (name: string) => WindowWeights,
): PlannedStep[] {
  switch (operation.kind) {
    case 'conv': {
      const addend = operation.addend === undefined ? undefined : places.get(operation.addend)!;
      const steps = convSteps(operation, planning, addend, weightsOf(operation.name));
      return together(steps, [planning.input, ...(addend ? [addend] : [])], planning.output);
    }
    case 'transposedConv': {
      const steps = transposedSteps(operation, planning, weightsOf(operation.name));
      return together(steps, [planning.input], planning.output);
    }
    case 'maxPool':
      return together(maxPoolSteps(operation, planning), [planning.input], planning.output);
    case 'average':
      return averageSteps(planning);
  }
}

/** Steps that do not wait for each other: the first one waits for all. */
function together(
  steps: readonly Step[],
  reads: readonly WindowFeatures[],
  output: WindowFeatures,
): PlannedStep[] {
  return steps.map((step, i) =>
    i > 0
      ? { step, reads: [], writes: [] }
      : {
          step,
          reads: reads.map((features) => accessTo(imageFeatures(features), 'both')),
          writes: [accessTo(imageFeatures(output), 'features')],
        },
  );
}

function convSteps(
  { name, axes, relu }: WindowConv,
  { input, output, data, threads }: Planning,
  addend: WindowFeatures | undefined,
  { kernel, bias }: WindowWeights,
): Step[] {
  const [frames, rows, columns] = axes;
  const taps = tapsOf(axes);
  const [channels, filters] = [input.channels, output.channels];
  refuseOtherLength(name, kernel, filters * channels * taps.length, bias, filters);
  const weightAt = (tap: number, channel: number, filter: number) =>
    kernel[(filter * channels + channel) * taps.length + tap];
  const [frameCount, height, width] = output.buffer.shape;
  const size = [height, width] as const;
  const isWinograd =
    frames.kernel === 1 && isForWinograd({ size, axes: [rows, columns], channels, filters });
  const weights = data.add(
    isWinograd
      ? packedPlaces(channels, filters, weightAt)
      : packed(taps.length, channels, filters, weightAt),
  );
  const biasAddress = data.add(packedBias(bias));
  const { frameRows } = input.buffer;
  const addTable = sharedTable(data);
  return Array.from({ length: frameCount }, (_, frame) => {
    const settings = {
      size,
      input: imageFeatures(input),
      inputStart: [
        input.buffer.rowAt(frame * frames.stride - frames.padBefore, -rows.padBefore),
        -columns.padBefore,
      ] as const,
      output: imageFeatures(output),
      outputStart: [output.buffer.rowAt(frame, 0), 0] as const,
      addend: addend && imageFeatures(addend),
      addendStart: addend && ([addend.buffer.rowAt(frame, 0), 0] as const),
      weights,
      bias: biasAddress,
      relu,
      threads,
    };
    return isWinograd
      ? winogradStep(settings)
      : convStep({
          ...settings,
          inputStride: rows.stride,
          outputStride: 1,
          taps: taps.map((tap) => [tap.frame * frameRows + tap.row, tap.column] as const),
          addTable,
        });
  });
}

/** Each pixel of a touching window is a convolution of one tap, whose results lie `scale` apart. */
function transposedSteps(
  { name, scale, relu }: WindowTransposedConv,
  { input, output, data, threads }: Planning,
  { kernel, bias }: WindowWeights,
): Step[] {
  const [channels, filters] = [input.channels, output.channels];
  refuseOtherLength(name, kernel, channels * filters * scale * scale, bias, filters);
  const biasAddress = data.add(packedBias(bias));
  const addTable = sharedTable(data);
  const [frameCount, height, width] = input.buffer.shape;
  return Array.from({ length: scale * scale }, (_, place) => {
    const weights = data.add(
      packed(1, channels, filters, (_tap, channel, filter) => {
        return kernel[(channel * filters + filter) * scale * scale + place];
      }),
    );
    const row = Math.floor(place / scale);
    return Array.from({ length: frameCount }, (__, frame) =>
      convStep({
        size: [height, width],
        input: imageFeatures(input),
        inputStart: [input.buffer.rowAt(frame, 0), 0],
        inputStride: 1,
        output: imageFeatures(output),
        outputStart: [output.buffer.rowAt(frame, row), place - row * scale],
        outputStride: scale,
        taps: [[0, 0]],
        addTable,
        weights,
        bias: biasAddress,
        relu,
        threads,
      }),
    );
  }).flat();
}

/** The frames of a convolution have the same table. */
function sharedTable(data: DataSegment): (values: Int32Array) => number {
  let address: number | undefined;
  return (values) => (address ??= data.add(values));
}

function refuseOtherLength(
  name: string,
  kernel: Float32Array,
  length: number,
  bias: Float32Array,
  filters: number,
): void {
  if (kernel.length !== length || bias.length !== filters) {
    throw new Error(
      `${name} has ${kernel.length} weights and ${bias.length} biases, not ${length} and ${filters}.`,
    );
  }
}

function maxPoolSteps(
  { size, stride, padBefore }: WindowMaxPool,
  { input, output }: Planning,
): Step[] {
  const [frameCount, height, width] = output.buffer.shape;
  return Array.from({ length: frameCount }, (_, frame) => ({
    kind: stepKinds.maxPool,
    chunks: height,
    width,
    ...gridOf('input', imageFeatures(input), [input.buffer.rowAt(frame, -padBefore), -padBefore]),
    ...gridOf('output', imageFeatures(output), [output.buffer.rowAt(frame, 0), 0]),
    channels: input.channels,
    poolSize: size,
    poolStride: stride,
  }));
}

/** The mean of each frame, and then of those means. */
function averageSteps({ input, output, data }: Planning): PlannedStep[] {
  const [frames, height, width] = input.buffer.shape;
  const means = new WindowBuffer([frames, 1, 1, input.channels]);
  means.image.address = data.reserve(bufferBytes(means.image));
  const whole = { buffer: means, firstChannel: 0, channels: input.channels };
  const average = (from: WindowFeatures, row: number, to: WindowFeatures, toRow: number) => ({
    kind: stepKinds.average,
    chunks: 1,
    ...gridOf('input', imageFeatures(from), [row, 0]),
    ...gridOf('output', imageFeatures(to), [toRow, 0]),
    channels: input.channels,
  });
  const ofFrames = Array.from({ length: frames }, (_, frame) => ({
    ...average(input, input.buffer.rowAt(frame, 0), whole, frame),
    pixels: height * width,
    width,
    scale: 1 / (height * width),
  }));
  const ofMeans = {
    ...average(whole, 0, output, output.buffer.rowAt(0, 0)),
    pixels: frames,
    width: 1,
    scale: 1 / frames,
  };
  return [...together(ofFrames, [input], whole), ...together([ofMeans], [whole], output)];
}

/** Zeros around each frame, and frames of zeros. */
function clearSteps(buffer: WindowBuffer): PlannedStep[] {
  const { image, shape } = buffer;
  const border = accessTo(wholeBuffer(image), 'border');
  const pixelBytes = shape[3] * Float32Array.BYTES_PER_ELEMENT;
  const firstByte = image.border.left * pixelBytes;
  const rowStart = (row: number) => addressOf(wholeBuffer(image), row, -image.border.left);
  const zeros = buffer.framesOfZeros.map(({ firstRow, rows }) => ({
    kind: stepKinds.clearBorder,
    chunks: 1,
    output: rowStart(firstRow),
    rows,
    rowBytes: rowBytes(image),
  }));
  const around = buffer.hasFrameBorder
    ? Array.from({ length: shape[0] }, (_, frame) => {
        const { border: frameBorder } = buffer.frame(frame);
        return {
          kind: stepKinds.clearBorder,
          chunks: 1,
          output: rowStart(buffer.rowAt(frame, -frameBorder.top)),
          rows: buffer.frameRows,
          rowBytes: rowBytes(image),
          firstRow: frameBorder.top,
          endRow: frameBorder.top + shape[1],
          firstByte,
          endByte: firstByte + shape[2] * pixelBytes,
        };
      })
    : [];
  return [...zeros, ...around].map((step, i) => ({
    step,
    reads: [],
    writes: i === 0 ? [border] : [],
  }));
}
