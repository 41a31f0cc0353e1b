import * as tf from '@tensorflow/tfjs-core';
import { convInputGradient, type ConvGeometry, type GradientKernels } from './conv-gradient';
import type { ConvNode, FeatureShape, MaxPoolNode } from './graph';
import { upsampled, upsampleGradient } from './upsample';

/** Folded weights on the device. */
export interface ConvTensors {
  /** [height, width, channels in, filters]. */
  readonly kernel: tf.Tensor4D;
  /** [filters]. */
  readonly bias: tf.Tensor1D;
}

/** One step of the network, forward and backward. Tensors are [n, height, width, channels]. */
export interface Operation {
  /** Returns a new tensor; the inputs are not disposed. */
  forward(inputs: tf.Tensor4D[]): tf.Tensor4D;
  /** Gradients with respect to the inputs, given that with respect to the output; new tensors. */
  inputGradients(gradient: tf.Tensor4D, inputs: tf.Tensor4D[], output: tf.Tensor4D): tf.Tensor4D[];
  /** What inputGradients reads of the forward pass; the rest may be disposed before. */
  readonly rereads: { readonly inputs: boolean; readonly output: boolean };
}

const rereadsNothing = { inputs: false, output: false };
const rereadsOutput = { inputs: false, output: true };

/**
 * Convolution with bias and activation.
 *
 * @param kernelsForGradient returns the kernels of the backward pass, made on first use.
 */
export function convOperation(
  { activation }: Pick<ConvNode, 'activation'>,
  geometry: ConvGeometry,
  { kernel, bias }: ConvTensors,
  kernelsForGradient: () => GradientKernels,
): Operation {
  const { stride, padding } = geometry;
  return {
    forward: ([x]) =>
      tf.fused.conv2d({ x, filter: kernel, strides: stride, pad: padding, bias, activation }),
    inputGradients: (gradient, _inputs, output) => {
      const before = activation === 'relu' ? reluGradient(gradient, output) : gradient;
      return [convInputGradient(before, kernelsForGradient(), geometry)];
    },
    rereads: activation === 'relu' ? rereadsOutput : rereadsNothing,
  };
}

/** The gradient goes to the largest value of each window. */
export function maxPoolOperation({ poolSize, stride, padding }: MaxPoolNode): Operation {
  return {
    forward: ([x]) => tf.maxPool(x, poolSize, stride, padding),
    // tfjs-core has no public function for this kernel, and tf.grad would repeat the forward pool.
    inputGradients: (gradient, [input], output) => [
      tf
        .engine()
        .runKernel<tf.Tensor4D>(
          tf.MaxPoolGrad,
          { dy: gradient, input, output },
          { filterSize: poolSize, strides: stride, pad: padding },
        ),
    ],
    rereads: { inputs: true, output: true },
  };
}

/** Along the channels. */
export function concatOperation(inputShapes: readonly FeatureShape[]): Operation {
  const channels = inputShapes.map((shape) => shape[2]);
  return {
    forward: (inputs) => tf.concat(inputs, 3),
    inputGradients: (gradient) => tf.split(gradient, channels, 3),
    rereads: rereadsNothing,
  };
}

/** Sum of shortcut and branch; the branch's scale is folded into its weights. */
export const residualOperation: Operation = {
  forward: ([shortcut, branch]) => tf.add(shortcut, branch),
  inputGradients: (gradient) => [tf.clone(gradient), tf.clone(gradient)],
  rereads: rereadsNothing,
};

export const reluOperation: Operation = {
  forward: ([x]) => tf.relu(x),
  inputGradients: (gradient, _inputs, output) => [reluGradient(gradient, output)],
  rereads: rereadsOutput,
};

export const upsampleOperation: Operation = {
  forward: ([x]) => upsampled(x),
  inputGradients: (gradient) => [upsampleGradient(gradient)],
  rereads: rereadsNothing,
};

export function globalAveragePoolOperation([height, width, channels]: FeatureShape): Operation {
  return {
    forward: ([x]) => tf.mean(x, [1, 2], true),
    inputGradients: (gradient) => [
      tf.tidy(() => tf.mul(gradient, tf.fill([1, height, width, channels], 1 / (height * width)))),
    ],
    rereads: rereadsNothing,
  };
}

/** relu passes the gradient where its output is above 0. */
function reluGradient(gradient: tf.Tensor4D, output: tf.Tensor4D): tf.Tensor4D {
  return tf.mul(gradient, tf.step(output));
}
