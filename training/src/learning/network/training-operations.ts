import * as tf from '@tensorflow/tfjs-core';
// Registers the gradients of tfjs-core's operations, which its Node entry leaves out.
import '@tensorflow/tfjs-layers';
import { batchNormEpsilon, upsampled, upsampleGradient } from '@echonet/models';
import { tensorFlowKernels } from '../tensorflow/training-kernels';

/** Normalised features and the statistics of the batch. */
export interface NormalisedBatch {
  /** [n, h, w, c] */
  readonly y: tf.Tensor4D;
  /** [c] */
  readonly mean: tf.Tensor1D;
  /** [c] */
  readonly variance: tf.Tensor1D;
}

const pixelAxes = [0, 1, 2];

/** Argument of tf.customGrad, with arrays in place of rest parameters. */
type WithGradient = (
  inputs: tf.Tensor[],
  save: (tensors: tf.Tensor[]) => void,
) => { value: tf.Tensor; gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => tf.Tensor[] };

function withGradient<T extends tf.Tensor>(inputs: tf.Tensor[], f: WithGradient): T {
  const operation = tf.customGrad((...inputsAndSave) => {
    const save = inputsAndSave.pop() as unknown as (tensors: tf.Tensor[]) => void;
    return f(inputsAndSave as tf.Tensor[], save);
  });
  return operation(...inputs) as T;
}

/**
 * Batch normalisation while training (Ioffe and Szegedy 2015, algorithm 1): with TensorFlow's own
 * kernel where there is one, otherwise with the gradient written out, which takes half the passes
 * over the features that tfjs-core's assembled gradient takes.
 *
 *   dx = gamma / sigma * (dy - mean(dy) - x^ * mean(dy * x^)),  x^ = (x - mean) / sigma
 *
 * @param x features, [n, h, w, c]
 * @param gamma scale, [c]
 * @param beta offset, [c]
 */
export function normaliseBatch(
  x: tf.Tensor4D,
  gamma: tf.Tensor1D,
  beta: tf.Tensor1D,
): NormalisedBatch {
  const kernels = tensorFlowKernels();
  if (kernels) {
    let mean: tf.Tensor | undefined;
    let variance: tf.Tensor | undefined;
    const y = withGradient<tf.Tensor4D>([x, gamma, beta], ([features, scale, offset], save) => {
      const [value, batchMean, batchVariance, ...reserved] = kernels.batchNorm(
        features as tf.Tensor4D,
        scale as tf.Tensor1D,
        offset as tf.Tensor1D,
      );
      mean = tf.keep(batchMean);
      variance = tf.keep(batchVariance);
      save([features, scale, ...reserved]);
      return {
        value,
        gradFunc: (dy, [savedFeatures, savedScale, ...savedReserved]) =>
          kernels.batchNormGradient(dy, savedFeatures, savedScale, savedReserved),
      };
    });
    return { y, mean: mean as tf.Tensor1D, variance: variance as tf.Tensor1D };
  }
  const moments = tf.moments(x, pixelAxes);
  const [mean, variance] = [tf.keep(moments.mean), tf.keep(moments.variance)];
  const y = withGradient<tf.Tensor4D>([x, gamma, beta], ([features, scale, offset], save) => {
    save([features, scale]);
    return {
      value: tf.batchNorm(features, mean, variance, offset, scale, batchNormEpsilon),
      gradFunc: (dy, [savedFeatures, savedScale]) =>
        batchNormGradient(dy, savedFeatures, savedScale, mean, variance),
    };
  });
  return { y, mean: mean as tf.Tensor1D, variance: variance as tf.Tensor1D };
}

function batchNormGradient(
  dy: tf.Tensor,
  x: tf.Tensor,
  gamma: tf.Tensor,
  mean: tf.Tensor,
  variance: tf.Tensor,
): tf.Tensor[] {
  const sigma = tf.sqrt(tf.add(variance, batchNormEpsilon));
  const count = x.size / mean.size;
  const dBeta = tf.sum(dy, pixelAxes);
  const dyTimesX = tf.sum(tf.mul(dy, x), pixelAxes);
  const dGamma = tf.div(tf.sub(dyTimesX, tf.mul(mean, dBeta)), sigma);
  // dx is linear in dy and x; the factors are per channel.
  const factor = tf.div(gamma, sigma);
  const slope = tf.div(tf.mul(factor, dGamma), tf.mul(sigma, count));
  const intercept = tf.sub(tf.mul(slope, mean), tf.div(tf.mul(factor, dBeta), count));
  const dx = tf.add(tf.sub(tf.mul(dy, factor), tf.mul(x, slope)), intercept);
  return [dx, dGamma, dBeta];
}

/** max(0, x); on tfjs-node with TensorFlow's gradient kernel. */
export function relu(x: tf.Tensor4D): tf.Tensor4D {
  const kernels = tensorFlowKernels();
  if (!kernels) {
    return tf.relu(x);
  }
  return withGradient<tf.Tensor4D>([x], ([features], save) => {
    const value = tf.relu(features);
    save([value]);
    return { value, gradFunc: (dy, [y]) => [kernels.reluGradient(dy, y)] };
  });
}

/**
 * The graph's `upsample`: bilinear, twice as high and wide; on tfjs-node with TensorFlow's gradient
 * kernel. tfjs-core's own gradient of resizeBilinear has no half-pixel centres.
 */
export function upsample(x: tf.Tensor4D): tf.Tensor4D {
  const kernels = tensorFlowKernels();
  return withGradient<tf.Tensor4D>([x], ([features], save) => {
    save(kernels ? [features] : []);
    return {
      value: upsampled(features as tf.Tensor4D),
      gradFunc: (dy, [saved]) => [
        kernels ? kernels.upsampleGradient(dy, saved) : upsampleGradient(dy as tf.Tensor4D),
      ],
    };
  });
}
