import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { ValidationLosses } from './validation-losses';
import { volumeLosses } from './volume-loss';

describe('the losses of volumes', () => {
  beforeAll(() => tf.setBackend('cpu'));

  it('are quadratic near the label, linear far from it, and 0 where it is unknown', () => {
    const logits = tf.tensor2d([0.5, 3, 7, 9], [2, 2]);
    const labels = tf.tensor2d([0, 0, 5, 0], [2, 2]);
    const known = tf.tensor2d([1, 0, 1, 0], [2, 2]);
    const [lv, la] = volumeLosses(logits, labels, known).dataSync();
    expect(lv).toBeCloseTo((0.5 * 0.5 ** 2 + (2 - 0.5)) / 2, 6);
    expect(la).toBe(0);
  });

  it('are measured on validation frames as mean absolute errors of known labels', () => {
    const losses = new ValidationLosses(['LV', 'LA', 'RA']);
    losses.add(Float32Array.of(1, 2, 3, -1, 0, 0), {
      labels: Float32Array.of(0, 2.5, 0, 0, 0, 0),
      known: Float32Array.of(1, 1, 0, 1, 0, 0),
    });
    expect(losses.losses).toEqual({ LV: 1, LA: 0.5 });
  });
});
