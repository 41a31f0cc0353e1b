import { describe, expect, it } from '@jest/globals';
import { coverage } from './coverage-table';

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);

describe('coverage', () => {
  it('is the share of real values among the middle 95 % of simulated ones', () => {
    expect(coverage(range(0, 100), range(0, 100))).toBeCloseTo(0.95, 1);
    expect(coverage(range(0, 100), range(-1000, 50))).toBeLessThan(0.5);
    expect(coverage(range(0, 100), range(-100, 300))).toBe(1);
    expect(coverage(range(0, 100), range(200, 300))).toBe(0);
  });

  it('leaves out what could not be measured', () => {
    expect(coverage([1, NaN, 2, 50], range(0, 10))).toBeCloseTo(2 / 3);
  });
});
