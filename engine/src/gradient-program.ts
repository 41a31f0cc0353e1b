import { Arena } from './arena';
import { convStep, gridOf } from './conv-step';
import { DataSegment } from './data-segment';
import {
  bufferBytes,
  featureBuffer,
  widenBorder,
  type FeatureBuffer,
  type Features,
} from './features';
import { forwardSteps, type Program, type WeightAddresses } from './forward-program';
import { gradientBorder, gradientPhases } from './geometry';
import { accessTo, withWaits, type Access, type PlannedStep } from './hazards';
import {
  isSum,
  type AverageOperation,
  type ConvOperation,
  type MaxPoolOperation,
  type Operation,
  type OperationList,
  type UpsampleOperation,
} from './operations';
import { packed, panelCount, panelFilters, unpacked } from './packing';
import { stepKinds } from './steps';
import { packedPlaces } from './winograd';
import { isForWinograd, winogradStep } from './winograd-step';

/** Forward and backward pass. */
export interface GradientProgram extends Program {
  /** Gradient of the logits, written by the host before a run. */
  readonly seed: FeatureBuffer;
}

/** Reads forward weights that are already in memory. */
export type ReadWeights = (address: number, count: number) => Float32Array;

/**
 * Plans the forward pass with the gradient of a logit by the input after it. Every convolution's
 * gradient is a convolution itself; the filters' gradient is never computed. Features and gradients
 * have places of their own: relu and pooling ask for features on the way back, and the zeros around
 * gradients need to be written only once.
 *
 * @param list operations of their own: their buffers get other addresses than the forward pass's.
 * @param weights where the forward pass has its weights.
 * @param start first free byte of the memory, which must be all zero from there on.
 */
export function planGradient(
  list: OperationList,
  weights: ReadonlyMap<string, WeightAddresses>,
  readWeights: ReadWeights,
  start: number,
  threads: number,
): GradientProgram {
  const kept = new Arena(start);
  for (const buffer of buffersOf(list)) {
    buffer.address = kept.take(bufferBytes(buffer));
  }
  const gradients = gradientBuffers(list);
  for (const buffer of gradients.values()) {
    buffer.address = kept.take(bufferBytes(buffer));
  }
  const data = new DataSegment(kept.end);
  const backward = new BackwardPlanner(list, gradients, weights, readWeights, data, threads);
  const forward = forwardSteps(list, weights, data, threads, false);
  return {
    steps: withWaits([...forward, ...backward.steps()]),
    input: list.input,
    seed: gradients.get(list.logits)!,
    result: gradients.get(list.input)!,
    data,
  };
}

function buffersOf({ input, operations }: OperationList): Set<FeatureBuffer> {
  return new Set([input, ...operations.map(({ output }) => output.buffer)]);
}

/** A gradient buffer for each buffer, with the border that the backward pass reads. */
function gradientBuffers(list: OperationList): Map<FeatureBuffer, FeatureBuffer> {
  const gradients = new Map<FeatureBuffer, FeatureBuffer>();
  for (const buffer of buffersOf(list)) {
    gradients.set(buffer, featureBuffer(buffer.shape));
  }
  for (const operation of list.operations) {
    if (operation.kind !== 'conv') {
      continue;
    }
    widenBorder(gradients.get(operation.output.buffer)!, gradientBorder(operation.axes));
  }
  return gradients;
}

/** Partial sum of the gradient of one buffer. */
interface Sum {
  /** Number of missing contributions. */
  left: number;
  /** The sum so far, in another buffer or in the buffer's own. */
  soFar?: Features;
}

/** Plans the backward pass, from the last operation to the first. */
class BackwardPlanner {
  private readonly sums = new Map<FeatureBuffer, Sum>();
  private readonly masked: ReadonlySet<FeatureBuffer>;
  private readonly zeroBias: number;

  constructor(
    private readonly list: OperationList,
    private readonly gradients: ReadonlyMap<FeatureBuffer, FeatureBuffer>,
    private readonly weights: ReadonlyMap<string, WeightAddresses>,
    private readonly readWeights: ReadWeights,
    private readonly data: DataSegment,
    private readonly threads: number,
  ) {
    this.masked = maskedBuffers(list);
    const widest = Math.max(...[...gradients.keys()].map(({ shape }) => shape[2]));
    this.zeroBias = data.add(new Float32Array(panelCount(widest) * panelFilters));
    for (const buffer of gradients.keys()) {
      this.sums.set(buffer, { left: 0 });
    }
    for (const operation of list.operations) {
      this.sums.get(operation.input.buffer)!.left++;
      if (isSum(operation)) {
        this.sums.get(operation.addend.buffer)!.left++;
      }
    }
  }

  steps(): PlannedStep[] {
    return [...this.list.operations].reverse().flatMap((operation) => {
      if (isSum(operation)) {
        this.passOn(operation.addend, this.gradientOf(operation.output));
      }
      return this.stepsOf(operation);
    });
  }

  private stepsOf(operation: Operation): PlannedStep[] {
    switch (operation.kind) {
      case 'conv':
        return this.convSteps(operation);
      case 'maxPool':
        return [this.maxPoolStep(operation)];
      case 'average':
        return [this.rowsStep(operation, stepKinds.averageGradient)];
      case 'upsample':
        return [this.rowsStep(operation, stepKinds.upsampleGradient)];
    }
  }

  private gradientOf({ buffer, firstChannel, channels }: Features): Features {
    return { buffer: this.gradients.get(buffer)!, firstChannel, channels };
  }

  /**
   * A shortcut receives the sum's gradient unchanged: the first step that adds to it reads it in
   * place.
   */
  private passOn({ buffer }: Features, gradient: Features): void {
    const sum = this.sums.get(buffer)!;
    sum.left--;
    if (sum.soFar || sum.left === 0) {
      throw new Error('A shortcut must lead past convolutions that read it, and be read first.');
    }
    sum.soFar = gradient;
  }

  /** Target, addend and mask of the next contribution. */
  private contribution(input: Features) {
    const sum = this.sums.get(input.buffer)!;
    const [addend, output] = [sum.soFar, this.gradientOf(input)];
    sum.left--;
    sum.soFar = output;
    const mask = sum.left === 0 && this.masked.has(input.buffer) ? input : undefined;
    const reads = [addend, mask].flatMap((read) => (read ? [accessTo(read, 'features')] : []));
    return { output, addend, mask, reads };
  }

  private planned(step: PlannedStep['step'], reads: readonly Access[], output: Features) {
    return { step, reads, writes: [accessTo(output, 'features')] };
  }

  private convSteps({ name, input, output, axes }: ConvOperation): PlannedStep[] {
    const { output: target, addend, mask, reads } = this.contribution(input);
    const gradient = this.gradientOf(output);
    const weightAt = this.forwardWeights(name, input, output, axes[0].kernel * axes[1].kernel);
    const settings = {
      input: gradient,
      output: target,
      addend,
      mask,
      bias: this.zeroBias,
      relu: false,
      threads: this.threads,
    };
    const size = [axes[0].input, axes[1].input] as const;
    if (isForWinograd({ size, axes, channels: output.channels, filters: input.channels })) {
      // Of stride 1: a convolution with the kernel turned by 180 degrees, padded to the full overlap.
      const weights = packedPlaces(output.channels, input.channels, (tap, filter, channel) =>
        weightAt(8 - tap, channel, filter),
      );
      const [row, column] = axes.map(({ padBefore }) => padBefore - 2);
      const step = winogradStep({
        ...{ ...settings, size, inputStart: [row, column], outputStart: [0, 0] },
        weights: this.data.add(weights),
      });
      return [this.planned(step, [accessTo(gradient, 'both'), ...reads], target)];
    }
    return gradientPhases(axes[0]).flatMap((rows) =>
      gradientPhases(axes[1]).map((columns) => {
        const kernelTaps = rows.taps.flatMap((row) =>
          columns.taps.map((column) => row * axes[1].kernel + column),
        );
        const taps = rows.taps.flatMap((_, row) =>
          columns.taps.map((__, column) => [-row, -column] as const),
        );
        const weights = packed(
          taps.length,
          output.channels,
          input.channels,
          (tap, filter, channel) => weightAt(kernelTaps[tap], channel, filter),
        );
        const step = convStep({
          ...settings,
          size: [rows.count, columns.count],
          inputStart: [rows.start, columns.start],
          inputStride: 1,
          outputStart: [rows.first, columns.first],
          outputStride: axes[0].stride,
          taps,
          addTable: (table) => this.data.add(table),
          weights: weights.length > 0 ? this.data.add(weights) : 0,
        });
        return this.planned(step, [accessTo(gradient, 'both'), ...reads], target);
      }),
    );
  }

  private forwardWeights(name: string, input: Features, output: Features, taps: number) {
    const count = panelCount(output.channels) * panelFilters * taps * input.channels;
    const values = this.readWeights(this.weights.get(name)!.weights, count);
    return unpacked(values, taps, input.channels);
  }

  private maxPoolStep({ input, output, poolSize, stride }: MaxPoolOperation): PlannedStep {
    const { output: target, addend, mask, reads } = this.contribution(input);
    const gradient = this.gradientOf(output);
    const [height, width] = input.buffer.shape;
    const step = {
      kind: stepKinds.maxPoolGradient,
      chunks: Math.ceil(input.channels / 4),
      pixels: height * width,
      width,
      ...gridOf('input', input),
      ...gridOf('output', target),
      ...(addend && gridOf('addend', addend)),
      ...(mask && gridOf('mask', mask)),
      ...gridOf('pooled', output),
      ...gridOf('gradient', gradient),
      channels: input.channels,
      poolSize,
      poolStride: stride,
    };
    const values = [input, output, gradient].map((read) => accessTo(read, 'features'));
    return this.planned(step, [...values, ...reads], target);
  }

  /** @param kind of the step, one chunk a row of the input */
  private rowsStep(
    { input, output }: AverageOperation | UpsampleOperation,
    kind: number,
  ): PlannedStep {
    const { output: target, addend, mask, reads } = this.contribution(input);
    const gradient = this.gradientOf(output);
    const [height, width] = input.buffer.shape;
    const step = {
      kind,
      chunks: height,
      pixels: height * width,
      width,
      ...gridOf('input', gradient),
      ...gridOf('output', target),
      ...(addend && gridOf('addend', addend)),
      ...(mask && gridOf('mask', mask)),
      channels: input.channels,
      scale: 1 / (height * width),
    };
    return this.planned(step, [accessTo(gradient, 'features'), ...reads], target);
  }
}

/**
 * Buffers whose values are cut off below 0, so that their gradient is masked where they are 0. The
 * largest values of such features need no mask of their own, but bear one: where they are 0, the
 * gradient ends at the features that they were picked from.
 *
 * @throws Error when only some channels of a buffer are like that.
 */
function maskedBuffers({ operations }: OperationList): Set<FeatureBuffer> {
  const masked = new Set<FeatureBuffer>();
  const bare = new Set<FeatureBuffer>();
  for (const { kind, input, output, ...rest } of operations) {
    const isCutOff = 'relu' in rest ? rest.relu : kind === 'maxPool' && masked.has(input.buffer);
    (isCutOff ? masked : bare).add(output.buffer);
  }
  for (const buffer of masked) {
    if (bare.has(buffer)) {
      throw new Error('Only some of the joined features are cut off below 0.');
    }
  }
  return masked;
}
