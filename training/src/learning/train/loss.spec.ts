import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { taskDefinitions } from '@echonet/models/tasks';
import { balancedWeights } from './class-weights';
import { taskLosses, type LossSettings } from './loss';
import { standardiseTasks } from './standardisation';

const tasks = standardiseTasks(
  taskDefinitions.filter(({ id }) => id === 'EF' || id === 'lead'),
  [{ labels: { EF: 40, lead: 0 } }, { labels: { EF: 60, lead: 1 } }],
);

const paper: LossSettings = { regressionLoss: 'squared', classificationLoss: 'cross-entropy' };

function losses(
  logits: number[][],
  labels: number[][],
  known: number[][],
  settings: Partial<LossSettings> = {},
  of = tasks,
): number[] {
  return tf.tidy(() => [
    ...taskLosses(tf.tensor2d(logits), tf.tensor2d(labels), tf.tensor2d(known), of, {
      ...paper,
      ...settings,
    }).dataSync(),
  ]);
}

describe('taskLosses', () => {
  beforeAll(() => tf.setBackend('cpu'));

  it('is squared error for a regression and cross-entropy for a classification', () => {
    const [regression, classification] = losses([[0.5, 0]], [[-1, 1]], [[1, 1]]);
    expect(regression).toBeCloseTo(2.25, 5);
    expect(classification).toBeCloseTo(Math.log(2), 5);
  });

  it('stays finite for a confident error', () => {
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

  it('can be absolute or Huber for a regression', () => {
    const one = (logit: number, regressionLoss: LossSettings['regressionLoss']) =>
      losses([[logit, 0]], [[0, 0]], [[1, 1]], { regressionLoss })[0];
    expect(one(-3, 'absolute')).toBeCloseTo(3, 5);
    expect(one(0.5, 'huber')).toBeCloseTo(0.125, 5);
    expect(one(-3, 'huber')).toBeCloseTo(2.5, 5);
  });

  it('can be focal for a classification: (1 - p)^2 times the cross-entropy', () => {
    const settings = { classificationLoss: 'focal' } as const;
    const p = 1 / (1 + Math.exp(-1));
    const [, right] = losses([[0, 1]], [[0, 1]], [[1, 1]], settings);
    expect(right).toBeCloseTo((1 - p) ** 2 * -Math.log(p), 5);
    const [, wrong] = losses([[0, 1]], [[0, 0]], [[1, 1]], settings);
    expect(wrong).toBeCloseTo(p ** 2 * -Math.log(1 - p), 5);
  });

  it('weights both classes equally with class weights', () => {
    const labels = [1, 0, 0, 0];
    expect(balancedWeights('lead', labels)).toEqual([4 / 6, 2]);
    expect(() => balancedWeights('lead', [0, 0])).toThrow(/all of one class of lead/);
    const weighted = tasks.map((task) =>
      task.kind === 'classification' ? { ...task, classWeights: [0.5, 3] as const } : task,
    );
    const two = [
      [0, 0],
      [0, 0],
    ];
    const known = [
      [1, 1],
      [1, 1],
    ];
    const [, loss] = losses(
      two,
      [
        [0, 1],
        [0, 0],
      ],
      known,
      {},
      weighted,
    );
    expect(loss).toBeCloseTo((Math.log(2) * 3.5) / 2, 5);
  });

  it('has the gradient of numeric differentiation, for every kind', () => {
    for (const regressionLoss of ['squared', 'absolute', 'huber'] as const) {
      for (const classificationLoss of ['cross-entropy', 'focal'] as const) {
        const settings = { regressionLoss, classificationLoss };
        const total = (logits: tf.Tensor2D) =>
          tf.sum(
            taskLosses(logits, tf.tensor2d([[0.3, 1]]), tf.tensor2d([[1, 1]]), tasks, settings),
          );
        const at = [1.7, -0.4];
        const gradient = tf.tidy(() => [
          ...tf
            .grad((x) => total(x as tf.Tensor2D))(tf.tensor2d([at]))
            .dataSync(),
        ]);
        gradient.forEach((slope, i) => {
          const value = (change: number) =>
            tf.tidy(
              () =>
                total(tf.tensor2d([at.map((x, j) => (i === j ? x + change : x))])).dataSync()[0],
            );
          expect(slope).toBeCloseTo((value(0.01) - value(-0.01)) / 0.02, 2);
        });
      }
    }
  });
});
