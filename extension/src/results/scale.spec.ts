import { describe, expect, it } from '@jest/globals';
import { scaleDomain, scalePosition } from './scale';

describe('a scale', () => {
  it("is the task's range, widened for what lies beyond", () => {
    expect(scaleDomain([10, 80], [20, 30])).toEqual([10, 80]);
    expect(scaleDomain([10, 80], [-5, 99, NaN])).toEqual([-5, 99]);
  });

  it('places values from 0 to 1', () => {
    expect(scalePosition([10, 60], 20)).toBeCloseTo(0.2);
    expect(scalePosition([10, 60], 0)).toBe(0);
    expect(scalePosition([10, 60], 99)).toBe(1);
  });
});
