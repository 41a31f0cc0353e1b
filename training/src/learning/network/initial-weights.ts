import * as tf from '@tensorflow/tfjs-core';

/**
 * Random initial value of one weight: kernels from a truncated normal distribution with the
 * variance 2 / fan-in (He et al. 2015, for relu), the dense kernel near zero so that the first
 * logits are the mean of the labels, everything else zero or one.
 *
 * @param name as in weightShapes: `<layer>/<weight>`
 */
export function initialWeight(name: string, shape: readonly number[], seed: number): tf.Tensor {
  const dimensions = [...shape];
  const weight = name.slice(name.lastIndexOf('/') + 1);
  if (weight === 'gamma' || weight === 'moving_variance') {
    return tf.ones(dimensions);
  }
  if (weight !== 'kernel') {
    return tf.zeros(dimensions);
  }
  if (dimensions.length === 2) {
    return tf.truncatedNormal(dimensions, 0, 0.01, 'float32', seed);
  }
  const fanIn = dimensions.slice(0, -1).reduce((product, length) => product * length, 1);
  // Cutting a normal distribution at two standard deviations leaves 0.8796 of its deviation.
  const deviation = Math.sqrt(2 / fanIn) / 0.8796;
  return tf.truncatedNormal(dimensions, 0, deviation, 'float32', seed);
}
