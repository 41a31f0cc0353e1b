import { describe, expect, it } from '@jest/globals';
import { normalNumbers, normalStream, uniformNumbers } from './numbers';

const take = (next: () => number, count: number) => Array.from({ length: count }, next);

describe('uniformNumbers', () => {
  it('repeats itself with the same seed and differs with another', () => {
    expect(take(uniformNumbers(7), 5)).toEqual(take(uniformNumbers(7), 5));
    expect(take(uniformNumbers(7), 5)).not.toEqual(take(uniformNumbers(8), 5));
  });

  it('fills [0, 1) evenly', () => {
    const bins = new Array<number>(10).fill(0);
    for (const value of take(uniformNumbers(1), 10_000)) {
      bins[Math.floor(value * 10)]++;
    }
    for (const count of bins) {
      expect(Math.abs(count - 1000)).toBeLessThan(150);
    }
  });
});

describe('normalNumbers', () => {
  it('has mean 0, standard deviation 1 and the tails of a normal distribution', () => {
    const values = take(normalNumbers(3), 20_000);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    const beyond2 = values.filter((value) => Math.abs(value) > 2).length / values.length;
    expect(Math.abs(mean)).toBeLessThan(0.03);
    expect(Math.abs(Math.sqrt(variance) - 1)).toBeLessThan(0.03);
    expect(Math.abs(beyond2 - 0.0455)).toBeLessThan(0.01);
  });
});

describe('normalStream', () => {
  it('takes two uniform numbers for each of its own, the first of every pair', () => {
    const uniform = uniformNumbers(3);
    const normal = normalStream(uniform);
    const pairs = take(normalNumbers(3), 6);
    expect(take(normal, 3)).toEqual([pairs[0], pairs[2], pairs[4]]);
    expect(uniform()).toBe(take(uniformNumbers(3), 7)[6]);
  });
});
