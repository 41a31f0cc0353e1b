import type { ConvNode, DenseNode, FeatureShape } from '@echonet/models';
import type { Border } from './features';

/** A convolution along one of the two axes. */
export interface ConvAxis {
  /** Pixels read and written. */
  readonly input: number;
  readonly output: number;
  readonly kernel: number;
  readonly stride: number;
  /** Zeros before the first pixel. */
  readonly padBefore: number;
}

/** A convolution in both directions: rows, then columns. */
export type ConvAxes = readonly [rows: ConvAxis, columns: ConvAxis];

/**
 * Where the windows of a convolution lie. 'same' padding is TensorFlow's: as many zeros as
 * ceil(input / stride) windows need, and the odd one behind.
 */
export function convAxes(node: ConvNode | DenseNode, inputShape: FeatureShape): ConvAxes {
  return [axisOf(node, inputShape, 0), axisOf(node, inputShape, 1)];
}

function axisOf(node: ConvNode | DenseNode, inputShape: FeatureShape, axis: 0 | 1): ConvAxis {
  const [input, output] = [inputShape[axis], node.shape[axis]];
  if (node.kind === 'dense') {
    return { input, output, kernel: 1, stride: 1, padBefore: 0 };
  }
  const [kernel, stride] = [node.kernelSize[axis], node.stride];
  const padding = node.padding === 'same' ? Math.max(0, (output - 1) * stride + kernel - input) : 0;
  return { input, output, kernel, stride, padBefore: Math.floor(padding / 2) };
}

/** What the windows read outside the input. */
export function forwardBorder(axes: ConvAxes): Border {
  const [rows, columns] = axes.map(({ input, output, kernel, stride, padBefore }) => ({
    before: padBefore,
    after: Math.max(0, (output - 1) * stride + kernel - padBefore - input),
  }));
  return { top: rows.before, bottom: rows.after, left: columns.before, right: columns.after };
}

/**
 * Along one axis, the input's pixels whose gradient reads the same taps. With stride s the windows
 * y[p] = sum over k of x[s p + k - pad] K[k] give
 *
 *     dx[first + s t] = sum over u of dy[start + t - u] K[s u + phase],
 *
 * a convolution of stride 1 for each phase, with exactly the multiplications of the forward pass.
 */
export interface GradientPhase {
  /** The first of the pixels. */
  readonly first: number;
  /** How many there are, each `stride` after the one before. */
  readonly count: number;
  /** The window that the first pixel's first tap belongs to. */
  readonly start: number;
  /** Tap number u is at s u + phase in the kernel. */
  readonly taps: readonly number[];
}

/** All phases of an axis; together they name every pixel of the input once. */
export function gradientPhases({ input, kernel, stride, padBefore }: ConvAxis): GradientPhase[] {
  return Array.from({ length: Math.min(stride, input) }, (_, first) => {
    const phase = (first + padBefore) % stride;
    const taps: number[] = [];
    for (let tap = phase; tap < kernel; tap += stride) {
      taps.push(tap);
    }
    return {
      first,
      count: Math.ceil((input - first) / stride),
      start: (first + padBefore - phase) / stride,
      taps,
    };
  });
}

/** What the phases read outside the output's gradient. */
export function gradientBorder(axes: ConvAxes): Border {
  const [rows, columns] = axes.map((axis) => {
    const phases = gradientPhases(axis).filter(({ taps }) => taps.length > 0);
    return {
      before: Math.max(0, ...phases.map(({ start, taps }) => taps.length - 1 - start)),
      after: Math.max(0, ...phases.map(({ start, count }) => start + count - axis.output)),
    };
  });
  return { top: rows.before, bottom: rows.after, left: columns.before, right: columns.after };
}
