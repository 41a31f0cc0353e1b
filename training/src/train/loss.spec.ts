import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { taskDefinitions } from '../tasks';
import { taskLosses } from './loss';
import { standardiseTasks } from './standardisation';

const tasks = standardiseTasks(
  taskDefinitions.filter(({ id }) => id === 'EF' || id === 'lead'),
  [{ labels: { EF: 40, lead: 0 } }, { labels: { EF: 60, lead: 1 } }],
);

function losses(logits: number[][], labels: number[][], known: number[][]): number[] {
  return tf.tidy(() => [
    ...taskLosses(tf.tensor2d(logits), tf.tensor2d(labels), tf.tensor2d(known), tasks).dataSync(),
  ]);
}

describe('taskLosses', () => {
  beforeAll(() => tf.setBackend('cpu'));

  it('is squared error for a regression and cross-entropy for a classification', () => {
    const [regression, classification] = losses([[0.5, 0]], [[-1, 1]], [[1, 1]]);
    expect(regression).toBeCloseTo(2.25, 5);
    expect(classification).toBeCloseTo(Math.log(2), 5);
  });

  it('stays finite for a confident mistake', () => {
    expect(losses([[0, -200]], [[0, 1]], [[1, 1]])[1]).toBeCloseTo(200, 3);
  });

  it('ignores labels that are not known', () => {
    const [regression, classification] = losses(
      [
        [1, 3],
        [9, 9],
      ],
      [
        [0, 1],
        [0, 0],
      ],
      [
        [1, 0],
        [0, 0],
      ],
    );
    expect(regression).toBeCloseTo(1, 5);
    expect(classification).toBe(0);
  });
});
