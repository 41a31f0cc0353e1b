import * as tf from '@tensorflow/tfjs-core';
import { convInputGradient } from './conv-gradient';
import type { ConvGeometry, GradientKernels } from './conv-gradient';
import type { ConvNode, FeatureShape, MaxPoolNode } from './graph';

/** Folded weights of a convolution on the device. */
export interface ConvTensors {
  /** [height, width, channels in, filters]. */
  readonly kernel: tf.Tensor4D;
  /** [filters]. */
  readonly bias: tf.Tensor1D;
}

/** One step of the network, forward and backward. Tensors are [n, height, width, channels]. */
export interface Operation {
  /** New tensor; the inputs stay. */
  forward(inputs: tf.Tensor4D[]): tf.Tensor4D;
  /** New tensors: the gradient by each input, given the one by the output. */
  inputGradients(gradient: tf.Tensor4D, inputs: tf.Tensor4D[], output: tf.Tensor4D): tf.Tensor4D[];
  /** What inputGradients reads of the forward pass; the rest may be disposed by then. */
  readonly rereads: { readonly inputs: boolean; readonly output: boolean };
}

const rereadsNothing = { inputs: false, output: false };
const rereadsOutput = { inputs: false, output: true };

/**
 * Convolution with bias and activation.
 *
 * @param kernelsForGradient the kernels for the backward pass, made when they are first wanted.
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

/** Largest value of each window; its gradient goes to where the value came from. */
export function maxPoolOperation({ poolSize, stride, padding }: MaxPoolNode): Operation {
  return {
    forward: ([x]) => tf.maxPool(x, poolSize, stride, padding),
    // tfjs-core has no public function for this kernel, and tf.grad would run the pool once more.
    inputGradients: (gradient, [input], output) => [
      tf
        .engine()
        .runKernel(
          tf.MaxPoolGrad,
          { dy: gradient, input, output },
          { filterSize: poolSize, strides: stride, pad: padding },
        ) as tf.Tensor4D,
    ],
    rereads: { inputs: true, output: true },
  };
}

/** Inputs side by side along the channels. */
export function concatOperation(inputShapes: readonly FeatureShape[]): Operation {
  const channels = inputShapes.map((shape) => shape[2]);
  return {
    forward: (inputs) => tf.concat(inputs, 3),
    inputGradients: (gradient) => tf.split(gradient, channels, 3),
    rereads: rereadsNothing,
  };
}

/** Sum of a shortcut and a branch whose scale is already in its weights. */
export const residualOperation: Operation = {
  forward: ([shortcut, branch]) => tf.add(shortcut, branch),
  inputGradients: (gradient) => [tf.clone(gradient), tf.clone(gradient)],
  rereads: rereadsNothing,
};

/** max(0, x). */
export const reluOperation: Operation = {
  forward: ([x]) => tf.relu(x),
  inputGradients: (gradient, _inputs, output) => [reluGradient(gradient, output)],
  rereads: rereadsOutput,
};

/** Mean over height and width. */
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
