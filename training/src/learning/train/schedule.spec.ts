import { describe, expect, it } from '@jest/globals';
import { learningRateAt } from './schedule';

describe('learningRateAt', () => {
  it('rises over the first 5 % of the steps and falls to 0', () => {
    expect(learningRateAt(0, 1000, 1)).toBeCloseTo(1 / 50, 12);
    expect(learningRateAt(49, 1000, 1)).toBeCloseTo(1, 12);
    expect(learningRateAt(525, 1000, 1)).toBeCloseTo(0.5, 2);
    expect(learningRateAt(999, 1000, 1)).toBeLessThan(1e-4);
  });

  it('stays above 0 and at most at the peak for any number of steps', () => {
    for (const total of [1, 2, 3, 30]) {
      for (let step = 0; step < total; step++) {
        const rate = learningRateAt(step, total, 1);
        expect(rate).toBeGreaterThan(0);
        expect(rate).toBeLessThanOrEqual(1);
      }
    }
  });
});
