import { beforeAll, describe, expect, it } from '@jest/globals';
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
// Registers the gradients that tf.grad needs, which tfjs-core's build for Node leaves out.
import '@tensorflow/tfjs-layers';
import { structureLoss, type StructureTargets } from './structure-loss';

beforeAll(() => tf.setBackend('cpu'));

const shape: [number, number, number, number] = [1, 2, 2, 3];

const merges = {
  all: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  withoutLast: [
    [1, 0, 0],
    [0, 1, 0],
    [1, 0, 0],
  ],
};

const oneHot = (classes: number[], height = 1) =>
  tf.tensor4d(
    classes.flatMap((c) => [0, 1, 2].map((i) => (i === c ? height : 0))),
    shape,
  );

/** One image of four pixels of the classes 0, 1, 2, 1; the third class may be unlabelled. */
function targets(labelled: boolean): StructureTargets {
  return {
    shares: oneHot(labelled ? [0, 1, 2, 1] : [0, 1, 0, 1]),
    merge: tf.tensor3d([labelled ? merges.all : merges.withoutLast]),
    present: tf.tensor1d(labelled ? [0, 1, 1] : [0, 1, 0]),
  };
}

/** Logits that give these classes nearly all probability. */
const sure = (classes: number[]) => oneHot(classes, 20);

describe('structureLoss', () => {
  it('is 0 for the right classes and large for wrong ones', () => {
    expect(structureLoss(sure([0, 1, 2, 1]), targets(true)).dataSync()[0]).toBeCloseTo(0, 3);
    expect(structureLoss(sure([1, 2, 0, 0]), targets(true)).dataSync()[0]).toBeGreaterThan(5);
  });

  it('is cross-entropy plus one minus the mean Dice coefficient', () => {
    const logits = tf.tensor4d([1, 0, 0, 0, 2, 0, 0, 0, 1, 1, 1, 0], shape);
    const p = tf.reshape(tf.softmax(logits), [4, 3]).arraySync() as number[][];
    const truth = [0, 1, 2, 1];
    const entropy = -truth.reduce((sum, c, i) => sum + Math.log(p[i][c]), 0) / 4;
    const dice = [1, 2].map((c) => {
      const overlap = truth.reduce((sum, one, i) => sum + (one === c ? p[i][c] : 0), 0);
      const size =
        p.reduce((sum, row) => sum + row[c], 0) + truth.filter((one) => one === c).length;
      return (2 * overlap + 1) / (size + 1);
    });
    const expected = entropy + 1 - (dice[0] + dice[1]) / 2;
    expect(structureLoss(logits, targets(true)).dataSync()[0]).toBeCloseTo(expected, 4);
  });

  it('takes an unlabelled structure for background without penalty or gradient', () => {
    expect(structureLoss(sure([0, 1, 2, 1]), targets(false)).dataSync()[0]).toBeCloseTo(0, 3);
    const gradient = tf.grad((x) => structureLoss(x as tf.Tensor4D, targets(false)))(
      sure([0, 1, 2, 1]),
    );
    expect(Math.max(...tf.abs(gradient).dataSync())).toBeLessThan(1e-4);
  });
});
