import * as tf from '@tensorflow/tfjs-core';

/**
 * Random initial value of a weight: kernels from a truncated normal distribution of variance 2 /
 * fan-in (He et al. 2015), the dense kernel with standard deviation 0.01 so that the first logits
 * are near 0, the mean of the standardised labels, and other weights 0 or 1.
 *
 * @param name `<layer>/<weight>`, as in weightShapes
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
  // Truncation at two standard deviations reduces the standard deviation to 0.8796 of it.
  const deviation = Math.sqrt(2 / fanIn) / 0.8796;
  return tf.truncatedNormal(dimensions, 0, deviation, 'float32', seed);
}
