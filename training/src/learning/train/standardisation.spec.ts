import { describe, expect, it } from '@jest/globals';
import { findTasks } from '../../data/find-tasks';
import { describeScale } from './describe-scale';
import { taskOutputs } from './initial-weights-from';
import { standardiseTasks } from './standardisation';

const tasks = findTasks(['EF', 'EDV', 'RADimension']);

/** Hearts of one shape and of many sizes, in images of one size. */
const clipsOf = (known: number) =>
  [0.8, 1, 1.2, 1.4].map((mmPerPixel, index) => ({
    labels: {
      EF: 50 + index,
      EDV: 100 * mmPerPixel ** 3 + index,
      RADimension: 4 * mmPerPixel + index,
    },
    ...(index < known && { mmPerPixel }),
  }));

describe('standardiseTasks', () => {
  it('has volumes and lengths in pixels where most images have a scale, and ranges in the unit', () => {
    const [EF, EDV, RADimension] = standardiseTasks(tasks, clipsOf(4), { physicalScale: true });
    expect(EF.pixelExponent).toBeUndefined();
    expect(EDV.pixelExponent).toBe(3);
    expect(EDV.labelMean! / 1e5).toBeCloseTo(1, 1);
    expect(EDV.range[0]).toBeCloseTo(51.2);
    expect(EDV.trainingMean).toBeCloseTo(151.3, 0);
    expect(RADimension.pixelExponent).toBe(1);
    expect(RADimension.range[1]).toBeCloseTo(8.6);
  });

  it('leaves clips without a scale out of the statistics', () => {
    const [, EDV] = standardiseTasks(tasks, clipsOf(2), { physicalScale: true });
    expect(EDV.pixelExponent).toBe(3);
    expect(EDV.labelMean).toBeCloseTo((1e5 + 1.01e5) / 2, 0);
    expect(EDV.range[1]).toBeGreaterThan(250);
  });

  it('learns in mL and cm where few images have a scale, or on request', () => {
    for (const learned of [
      standardiseTasks(tasks, clipsOf(1), { physicalScale: true }),
      standardiseTasks(tasks, clipsOf(4)),
    ]) {
      expect(learned.map(({ pixelExponent }) => pixelExponent)).toEqual(tasks.map(() => undefined));
      expect(learned[1].labelMean).toBeCloseTo(learned[1].trainingMean!);
    }
  });
});

describe('describeScale', () => {
  it('says what is learned with the size of the pixels and what without', () => {
    const clips = clipsOf(3);
    const withScale = standardiseTasks(tasks, clips, { physicalScale: true });
    expect(describeScale(withScale, clips)).toEqual([
      expect.stringMatching(/^EDV, RADimension: learned in pixels, .* 3 of 4 training clips/),
    ]);
    expect(describeScale(standardiseTasks(tasks, clips), clips)).toEqual([
      expect.stringMatching(/^EDV, RADimension: learned without the size of the pixels/),
    ]);
    expect(describeScale(withScale.slice(0, 1), clips)).toEqual([]);
  });
});

describe('taskOutputs', () => {
  it('tells an output in pixels from one in the unit of the task', () => {
    const clips = clipsOf(4);
    const names = (physicalScale: boolean) =>
      taskOutputs(standardiseTasks(tasks, clips, { physicalScale }));
    expect(names(false)).toEqual(['EF', 'EDV', 'RADimension']);
    expect(names(true)).toEqual(['EF', 'EDV in pixels', 'RADimension in pixels']);
  });
});
