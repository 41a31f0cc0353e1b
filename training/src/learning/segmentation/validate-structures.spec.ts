import { describe, expect, it } from '@jest/globals';
import { DiceLosses } from './validate-structures';

/** One-hot values of classes. */
const oneHot = (classes: number[], count: number) =>
  Float32Array.from(
    classes.flatMap((c) => Array.from({ length: count }, (_, i) => Number(i === c))),
  );

function batch(classes: number[], labelled: readonly number[]) {
  const merge = new Float32Array(9);
  [0, 1, 2].forEach((c) => (merge[c * 3 + (labelled.includes(c) ? c : 0)] = 1));
  return {
    imageCount: 1,
    size: 4,
    outputSize: 2,
    classes: 3,
    images: new Float32Array(16),
    shares: oneHot(classes, 3),
    merge,
    present: new Float32Array(3),
  };
}

describe('DiceLosses', () => {
  it('averages one minus Dice over the images that label a structure', () => {
    const dice = new DiceLosses(['background', 'LV', 'LA']);
    dice.add(oneHot([0, 1, 1, 2], 3), batch([0, 1, 0, 2], [1, 2]));
    dice.add(oneHot([0, 1, 1, 2], 3), batch([0, 1, 1, 0], [1]));
    expect(dice.losses.LV).toBeCloseTo(1 - (2 / 3 + 1) / 2, 6);
    expect(dice.losses.LA).toBeCloseTo(0, 6);
  });

  it('leaves out structures that no image labels', () => {
    const dice = new DiceLosses(['background', 'LV', 'LA']);
    dice.add(oneHot([0, 1, 1, 2], 3), batch([0, 1, 1, 0], [1]));
    expect(Object.keys(dice.losses)).toEqual(['LV']);
  });
});
