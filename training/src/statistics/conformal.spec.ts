import { describe, expect, it } from '@jest/globals';
import { conformalHalfWidth } from './conformal';

describe('conformalHalfWidth', () => {
  it('is the residual of the rank that covers one case more', () => {
    const residuals = [-1, 2, -3, 4, -5, 6, -7, 8, -9];
    // ceil((9 + 1) * 0.9) = 9th of 9.
    expect(conformalHalfWidth(residuals, 0.9)).toBe(9);
    // ceil((9 + 1) * 0.5) = 5th.
    expect(conformalHalfWidth(residuals, 0.5)).toBe(5);
  });

  it('is the largest residual where there are too few', () => {
    expect(conformalHalfWidth([1, -2], 0.9)).toBe(2);
  });
});
