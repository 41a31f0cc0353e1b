import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { batchNormEpsilon } from '@echonet/models';
import { normaliseBatch } from './training-operations';

describe('normaliseBatch', () => {
  beforeAll(() => tf.setBackend('cpu'));

  const x = () => tf.randomNormal<tf.Rank.R4>([3, 4, 5, 2], 1, 2, 'float32', 4);
  const gamma = () => tf.tensor1d([0.5, 2]);
  const beta = () => tf.tensor1d([0.1, -1]);

  it('gives each channel the mean beta and the standard deviation gamma', () => {
    const { y } = normaliseBatch(x(), gamma(), beta());
    const { mean, variance } = tf.moments(y, [0, 1, 2]);
    const means = mean.dataSync();
    const deviations = tf.sqrt(variance).dataSync();
    expect(means[0]).toBeCloseTo(0.1, 4);
    expect(means[1]).toBeCloseTo(-1, 4);
    expect(deviations[0]).toBeCloseTo(0.5, 2);
    expect(deviations[1]).toBeCloseTo(2, 2);
  });

  it('has the gradients of automatic differentiation', () => {
    const weight = tf.randomNormal<tf.Rank.R4>([3, 4, 5, 2], 0, 1, 'float32', 5);
    const plain = (a: tf.Tensor, scale: tf.Tensor, offset: tf.Tensor) => {
      const { mean, variance } = tf.moments(a, [0, 1, 2], true);
      const normalised = tf.div(tf.sub(a, mean), tf.sqrt(tf.add(variance, batchNormEpsilon)));
      return tf.sum(tf.mul(weight, tf.add(tf.mul(normalised, scale), offset)));
    };
    const ours = (a: tf.Tensor, scale: tf.Tensor, offset: tf.Tensor) =>
      tf.sum(
        tf.mul(
          weight,
          normaliseBatch(a as tf.Tensor4D, scale as tf.Tensor1D, offset as tf.Tensor1D).y,
        ),
      );
    const inputs = [x(), gamma(), beta()];
    const expected = tf.grads(plain)(inputs);
    tf.grads(ours)(inputs).forEach((gradient, index) => {
      const difference = tf.max(tf.abs(tf.sub(gradient, expected[index]))).dataSync()[0];
      expect(difference).toBeLessThan(1e-4);
    });
  });
});
