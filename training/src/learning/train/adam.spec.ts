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
      tf.add<tf.Scalar>(tf.sum(tf.square(a)), tf.sum(tf.exp(b)));
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

  it('adds the gradient of the L2 penalty of kernels to that of the loss', () => {
    const start = [
      [1, -2],
      [3, 0.5],
    ];
    const [ours, theirs] = [1, 2].map(() => tf.variable(tf.tensor2d(start)));
    const offset = tf.variable(tf.ones([2]));
    const adam = new Adam([ours, offset], { l2: 0.1 });
    const reference = tf.train.adam(0.05, 0.9, 0.999, 1e-8);
    const loss = (kernel: tf.Variable) => tf.sum<tf.Scalar>(tf.exp(kernel));
    const penalty = (kernel: tf.Variable) => tf.mul<tf.Scalar>(tf.sum(tf.square(kernel)), 0.05);
    for (let step = 0; step < 4; step++) {
      const { grads } = tf.variableGrads(() => loss(ours), [ours]);
      adam.step([grads[ours.name], tf.zeros([2])], adam.beginStep(0.05));
      reference.minimize(() => tf.add(loss(theirs), penalty(theirs)), false, [theirs]);
    }
    const expected = theirs.dataSync();
    ours.dataSync().forEach((value, i) => expect(value).toBeCloseTo(expected[i], 4));
    expect([...offset.dataSync()]).toEqual([1, 1]);
  });

  it('moves each variable at its own rate', () => {
    const [slow, fast] = [1, 2].map(() => tf.variable(tf.ones([2])));
    const adam = new Adam([slow, fast], { rates: [0.1, 1] });
    adam.step([tf.ones([2]), tf.ones([2])], adam.beginStep(0.5));
    expect(slow.dataSync()[0]).toBeCloseTo(0.95, 5);
    expect(fast.dataSync()[0]).toBeCloseTo(0.5, 5);
  });
});
