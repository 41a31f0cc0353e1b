import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { coverageByThird, coverageOf } from './coverage';

const pair = (truth: number, predicted: number) => ({ truth, predicted });
const within =
  (halfWidth: number) =>
  ({ truth, predicted }: { truth: number; predicted: number }) =>
    Math.abs(predicted - truth) <= halfWidth;

describe('coverageOf', () => {
  it('counts the cases that the interval holds', () => {
    const pairs = [pair(50, 52), pair(60, 50), pair(70, 70)];
    expect(coverageOf(pairs, within(5))).toEqual({ held: 2, clips: 3, low: 50, high: 70 });
    expect(coverageOf([], within(5))).toBeUndefined();
  });
});

describe('coverageByThird', () => {
  it('divides the cases by their true values', () => {
    const pairs = [30, 80, 40, 70, 50, 60].map((truth) =>
      pair(truth, truth + (truth > 65 ? 9 : 1)),
    );
    expect(coverageByThird(pairs, within(5))).toEqual([
      { held: 2, clips: 2, low: 30, high: 40 },
      { held: 2, clips: 2, low: 50, high: 60 },
      { held: 0, clips: 2, low: 70, high: 80 },
    ]);
  });

  it('has every case in one third', () => {
    const values = fc.array(fc.tuple(fc.float({ min: 1, max: 90 }), fc.float({ min: 1, max: 90 })));
    fc.assert(
      fc.property(values, (drawn) => {
        const pairs = drawn.map(([truth, predicted]) => pair(truth, predicted));
        const thirds = coverageByThird(pairs, within(5));
        const count = (key: 'clips' | 'held') =>
          thirds.reduce((sum, third) => sum + (third?.[key] ?? 0), 0);
        expect(count('clips')).toBe(pairs.length);
        expect(count('held')).toBe(coverageOf(pairs, within(5))?.held ?? 0);
      }),
    );
  });
});
