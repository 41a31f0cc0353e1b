/**
 * Gradient of a convolution by its input, written as forward convolutions. The backends' own
 * gradient kernels are slow (wasm) or also compute the filter gradient, which saliency never needs.
 *
 * A convolution with stride s computes y[p] = sum over k of x[s p + k - pad] K[k]. Write a position
 * of the padded input as s q + a with phase a < s, and a tap as k = s u + a. Then
 *
 *     dx[s q + a - pad] = sum over u of dy[q - u] K[s u + a],
 *
 * which for every phase is a stride-1 convolution of dy with each s-th tap in reverse order. The
 * phases are computed one by one and interleaved. This takes exactly the multiplications of the
 * forward pass; dilating dy with zeros first takes s^2 times as many.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { FeatureShape, Padding } from './graph';

export interface ConvGeometry {
  readonly inputShape: FeatureShape;
  readonly outputShape: FeatureShape;
  readonly kernelSize: readonly [height: number, width: number];
  readonly stride: number;
  readonly padding: Padding;
}

interface Axis {
  readonly input: number;
  readonly output: number;
  readonly kernel: number;
  readonly stride: number;
  /** Zeros that the convolution pads before the input. */
  readonly padBefore: number;
  /** Positions of one phase that cover the padded input. */
  readonly phaseLength: number;
}

/** One kernel a pair of phases, at index rowPhase * stride + columnPhase. */
export type GradientKernels = readonly tf.Tensor4D[];

/**
 * Rearranges a kernel for {@link convInputGradient}.
 *
 * @param kernel [height, width, channels in, filters].
 * @returns kernels of [taps high, taps wide, filters, channels in], without taps where the stride is
 *   longer than the kernel; the caller disposes them.
 */
export function gradientKernels(
  kernel: tf.Tensor4D,
  { kernelSize: [height, width], stride }: ConvGeometry,
): GradientKernels {
  return tf.tidy(() =>
    phasesOf(stride).map(([row, column]) => {
      const phase =
        stride === 1
          ? kernel
          : tapsFrom(kernel, Math.min(row, height), Math.min(column, width), stride);
      return tf.transpose(tf.reverse(phase, [0, 1]), [0, 1, 3, 2]);
    }),
  );
}

function phasesOf(stride: number): [row: number, column: number][] {
  return Array.from({ length: stride ** 2 }, (_, i) => [Math.floor(i / stride), i % stride]);
}

/** Every stride-th tap, starting at a row and a column. */
function tapsFrom(kernel: tf.Tensor4D, row: number, column: number, stride: number): tf.Tensor4D {
  const steps = [stride, stride, 1, 1];
  return tf.stridedSlice(kernel, [row, column, 0, 0], kernel.shape, steps) as tf.Tensor4D;
}

/**
 * Gradient by the input of a convolution.
 *
 * @param outputGradient [n, ...outputShape].
 * @param kernels from {@link gradientKernels} with the same geometry.
 * @returns [n, ...inputShape]; zero where no window reads the input.
 */
export function convInputGradient(
  outputGradient: tf.Tensor4D,
  kernels: GradientKernels,
  geometry: ConvGeometry,
): tf.Tensor4D {
  const { stride } = geometry;
  const [rows, columns] = [axisOf(geometry, 0), axisOf(geometry, 1)];
  return tf.tidy(() => {
    if (stride === 1) {
      // Padding and cropping in one step: the padding of 'same' is not computed at all.
      return tf.conv2d(padded(outputGradient, [rows, columns]), kernels[0], 1, 'valid');
    }
    const phases = kernels.map((kernel) => phaseGradient(outputGradient, kernel, rows, columns));
    return cropped(woven(phases, stride), rows, columns);
  });
}

function axisOf(geometry: ConvGeometry, axis: 0 | 1): Axis {
  const [input, output] = [geometry.inputShape[axis], geometry.outputShape[axis]];
  const [kernel, stride] = [geometry.kernelSize[axis], geometry.stride];
  const padTotal =
    geometry.padding === 'same' ? Math.max(0, (output - 1) * stride + kernel - input) : 0;
  const padBefore = Math.floor(padTotal / 2);
  const phaseLength = Math.ceil((padBefore + input) / stride);
  return { input, output, kernel, stride, padBefore, phaseLength };
}

/** dy padded so that a 'valid' convolution gives exactly the input's rows and columns. */
function padded(gradient: tf.Tensor4D, axes: readonly [Axis, Axis]): tf.Tensor4D {
  const [rows, columns] = axes.map(({ input, output, kernel, padBefore }): [number, number] => [
    kernel - 1 - padBefore,
    input - output + padBefore,
  ]);
  if ([...rows, ...columns].every((length) => length === 0)) {
    return gradient;
  }
  return tf.pad(gradient, [[0, 0], rows, columns, [0, 0]]);
}

/** [n, row positions, column positions, channels in] of one pair of phases. */
function phaseGradient(
  gradient: tf.Tensor4D,
  kernel: tf.Tensor4D,
  rows: Axis,
  columns: Axis,
): tf.Tensor4D {
  const [tapsHigh, tapsWide, , channels] = kernel.shape;
  if (tapsHigh === 0 || tapsWide === 0) {
    return tf.zeros([gradient.shape[0], rows.phaseLength, columns.phaseLength, channels]);
  }
  const spread = tf.pad(gradient, [
    [0, 0],
    [tapsHigh - 1, rows.phaseLength - rows.output],
    [tapsWide - 1, columns.phaseLength - columns.output],
    [0, 0],
  ]);
  return tf.conv2d(spread, kernel, 1, 'valid');
}

/**
 * Interleaves the phases: first columns, then rows. Concatenating long runs of memory is much faster
 * on wasm than depthToSpace, which copies number by number.
 */
function woven(phases: readonly tf.Tensor4D[], stride: number): tf.Tensor4D {
  const [n, height, width, channels] = phases[0].shape;
  const rowPhases = Array.from({ length: stride }, (_, row) =>
    tf.reshape(tf.concat(phases.slice(row * stride, (row + 1) * stride), 3), [
      n * height,
      stride * width * channels,
    ]),
  );
  return tf.reshape(tf.concat(rowPhases, 1), [n, height * stride, width * stride, channels]);
}

/** Cuts off the padding before and after the input. */
function cropped(gradient: tf.Tensor4D, rows: Axis, columns: Axis): tf.Tensor4D {
  const [n, height, width, channels] = gradient.shape;
  // As lines of width * channels numbers, because wasm copies line by line.
  const lines = tf.reshape(gradient, [n, height, width * channels]);
  const inside = tf.slice(
    lines,
    [0, rows.padBefore, columns.padBefore * channels],
    [n, rows.input, columns.input * channels],
  );
  return tf.reshape(inside, [n, rows.input, columns.input, channels]);
}
