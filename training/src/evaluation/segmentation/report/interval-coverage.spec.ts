import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { coverageByThird, coverageOf } from './interval-coverage';

const pair = (truth: number, predicted: number) => ({ patientId: `${truth}`, truth, predicted });

describe('coverageOf', () => {
  it('counts the clips whose error is within the interval', () => {
    const pairs = [pair(50, 52), pair(60, 50), pair(70, 70)];
    expect(coverageOf(pairs, 'EF', 5)).toEqual({ held: 2, clips: 3, low: 50, high: 70 });
    expect(coverageOf([], 'EF', 5)).toBeUndefined();
  });

  it('takes the errors of volumes as ratios', () => {
    const pairs = [pair(50, 60), pair(200, 240), pair(100, 130)];
    expect(coverageOf(pairs, 'EDV', Math.log(1.25))?.held).toBe(2);
  });
});

describe('coverageByThird', () => {
  it('divides the clips by their true values', () => {
    const pairs = [30, 80, 40, 70, 50, 60].map((truth) =>
      pair(truth, truth + (truth > 65 ? 9 : 1)),
    );
    expect(coverageByThird(pairs, 'EF', 5)).toEqual([
      { held: 2, clips: 2, low: 30, high: 40 },
      { held: 2, clips: 2, low: 50, high: 60 },
      { held: 0, clips: 2, low: 70, high: 80 },
    ]);
  });

  it('has every clip in one third', () => {
    const values = fc.array(fc.tuple(fc.float({ min: 1, max: 90 }), fc.float({ min: 1, max: 90 })));
    fc.assert(
      fc.property(values, (clips) => {
        const pairs = clips.map(([truth, predicted]) => pair(truth, predicted));
        const thirds = coverageByThird(pairs, 'EF', 5);
        const count = (key: 'clips' | 'held') =>
          thirds.reduce((sum, third) => sum + (third?.[key] ?? 0), 0);
        expect(count('clips')).toBe(pairs.length);
        expect(count('held')).toBe(coverageOf(pairs, 'EF', 5)?.held ?? 0);
      }),
    );
  });
});
