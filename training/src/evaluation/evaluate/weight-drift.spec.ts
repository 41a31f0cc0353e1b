import { describe, expect, it } from '@jest/globals';
import { weightDrift } from './weight-drift';

describe('weightDrift', () => {
  it('is the root mean square difference divided by the standard deviation of the labels', () => {
    expect(weightDrift([1, 2], [1.3, 1.6], [0, 20])).toBeCloseTo(Math.sqrt(0.125) / 10, 10);
  });

  it('is 0 for equal predictions and undefined for constant labels', () => {
    expect(weightDrift([1, 2], [1, 2], [5, 7])).toBe(0);
    expect(weightDrift([1, 2], [1, 2], [5, 5])).toBeUndefined();
  });
});
