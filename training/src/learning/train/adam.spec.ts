import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { Adam } from './adam';

describe('Adam', () => {
  beforeAll(() => tf.setBackend('cpu'));

  it("takes the steps of TensorFlow.js's own optimiser", () => {
    const start = [
      [1, -2],
      [3, 0.5],
    ];
    const ours = [tf.variable(tf.tensor2d(start)), tf.variable(tf.tensor1d([0.1, 0.2, 0.3]))];
    const theirs = [tf.variable(tf.tensor2d(start)), tf.variable(tf.tensor1d([0.1, 0.2, 0.3]))];
    const loss = ([a, b]: tf.Variable[]) =>
      tf.add(tf.sum(tf.square(a)), tf.sum(tf.exp(b))) as tf.Scalar;
    const adam = new Adam(ours, { weightDecay: 0 });
    const reference = tf.train.adam(0.05, 0.9, 0.999, 1e-8);
    for (let step = 0; step < 5; step++) {
      const { grads } = tf.variableGrads(() => loss(ours), ours);
      adam.step(
        ours.map(({ name }) => grads[name]),
        adam.beginStep(0.05),
      );
      reference.minimize(() => loss(theirs), false, theirs);
    }
    ours.forEach((variable, index) => {
      const expected = [...theirs[index].dataSync()];
      [...variable.dataSync()].forEach((value, i) => expect(value).toBeCloseTo(expected[i], 4));
    });
  });

  it('decays kernels but not vectors', () => {
    const kernel = tf.variable(tf.ones([2, 2]));
    const offset = tf.variable(tf.ones([2]));
    const adam = new Adam([kernel, offset], { weightDecay: 0.5 });
    adam.step([tf.zeros([2, 2]), tf.zeros([2])], adam.beginStep(0.1));
    expect(kernel.dataSync()[0]).toBeCloseTo(0.95, 5);
    expect(offset.dataSync()[0]).toBeCloseTo(1, 5);
  });
});
