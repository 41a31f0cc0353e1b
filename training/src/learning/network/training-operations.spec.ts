import { existsSync } from 'node:fs';
import path from 'node:path';
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { batchNormEpsilon } from '@echonet/models';
import { startBackend } from '../backends/backends';
import { CompiledFunction } from '../tensorflow/compiled-function';
import { normaliseBatch, upsample } from './training-operations';

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

/** The gradient of upsample by x for the gradient dy by its output. */
const upsampleGradientOf = (x: tf.Tensor4D, dy: tf.Tensor4D): tf.Tensor4D =>
  tf.grad((input) => tf.sum(tf.mul(upsample(input as tf.Tensor4D), dy)))(x) as tf.Tensor4D;

/** One number of x after the other, changed by half a unit up and down: upsample is linear. */
function numericGradient(x: tf.Tensor4D, dy: tf.Tensor4D): number[] {
  const values = [...x.dataSync()];
  const sumAt = (position: number, change: number) => {
    const changed = values.map((value, i) => (i === position ? value + change : value));
    return tf.sum(tf.mul(upsample(tf.tensor4d(changed, x.shape)), dy)).dataSync()[0];
  };
  return values.map((_, i) => sumAt(i, 0.5) - sumAt(i, -0.5));
}

function expectEqualNumbers(actual: tf.Tensor4D, expected: readonly number[]): void {
  const values = [...actual.dataSync()];
  expect(values).toHaveLength(expected.length);
  values.forEach((value, i) => expect(value).toBeCloseTo(expected[i], 3));
}

function upsampleExample() {
  const x = tf.randomNormal<tf.Rank.R4>([2, 3, 4, 2], 0, 1, 'float32', 6);
  const dy = tf.randomNormal<tf.Rank.R4>([2, 6, 8, 2], 0, 1, 'float32', 7);
  return { x, dy };
}

describe('upsample', () => {
  beforeAll(() => tf.setBackend('cpu'));

  it('has the gradient of numeric differentiation', () => {
    const { x, dy } = upsampleExample();
    expectEqualNumbers(upsampleGradientOf(x, dy), numericGradient(x, dy));
  });
});

/** The binding of tfjs-node, built by `npm run training:libtensorflow`. */
const ifBuilt = existsSync(
  path.resolve('node_modules/@tensorflow/tfjs-node/lib/napi-v8/tfjs_binding.node'),
)
  ? describe
  : describe.skip;

ifBuilt('upsample on tfjs-node', () => {
  beforeAll(() => startBackend({ force: 'tfjs-node', threads: 1 }));

  it('has the gradient of numeric differentiation', () => {
    const { x, dy } = upsampleExample();
    expectEqualNumbers(upsampleGradientOf(x, dy), numericGradient(x, dy));
  });

  it('has the same values and gradient in a compiled function', () => {
    const { x, dy } = upsampleExample();
    const compiled = new CompiledFunction(
      (features, gradient) => [
        upsample(features as tf.Tensor4D),
        upsampleGradientOf(features as tf.Tensor4D, gradient as tf.Tensor4D),
      ],
      { reads: [], changes: [] },
    );
    const [value, gradient] = compiled.run(x, dy) as tf.Tensor4D[];
    expectEqualNumbers(value, [...upsample(x).dataSync()]);
    expectEqualNumbers(gradient, numericGradient(x, dy));
    compiled.dispose();
  });
});
