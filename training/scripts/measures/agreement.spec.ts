import { describe, expect, it } from '@jest/globals';
import { agreementOf } from './agreement';

describe('agreementOf', () => {
  it('measures correlation and relative differences', () => {
    const agreement = agreementOf([
      [102, 100],
      [204, 200],
      [291, 300],
    ]);
    expect(agreement.count).toBe(3);
    expect(agreement.r).toBeCloseTo(0.99895, 4);
    expect(agreement.medianDifferencePercent).toBeCloseTo(2);
    expect(agreement.medianAbsolutePercent).toBeCloseTo(2);
    expect(agreement.p95AbsolutePercent).toBeCloseTo(2.9);
  });

  it('finds values that fall where the reference rises', () => {
    expect(
      agreementOf([
        [3, 1],
        [2, 2],
        [1, 3],
      ]).r,
    ).toBeCloseTo(-1);
  });
});
