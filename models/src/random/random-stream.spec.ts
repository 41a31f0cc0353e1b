import { describe, expect, it } from '@jest/globals';
import { randomStream, shuffled } from './random-stream';

describe('randomStream', () => {
  it('gives the same numbers for the same key and others for another', () => {
    const draw = (...key: (number | string)[]) => {
      const random = randomStream(...key);
      return Array.from({ length: 5 }, random);
    };
    expect(draw(1, 'epoch', 2)).toEqual(draw(1, 'epoch', 2));
    expect(draw(1, 'epoch', 2)).not.toEqual(draw(1, 'epoch', 3));
    expect(draw(1, 'epoch', 2)).not.toEqual(draw(12, 'epoch', ''));
  });

  it('is spread evenly over [0, 1)', () => {
    const random = randomStream('even');
    const counts = new Array<number>(10).fill(0);
    for (let i = 0; i < 10_000; i++) {
      counts[Math.floor(random() * 10)]++;
    }
    for (const count of counts) {
      expect(Math.abs(count - 1000)).toBeLessThan(150);
    }
  });
});

describe('shuffled', () => {
  it('keeps every item once and leaves the original alone', () => {
    const items = [1, 2, 3, 4, 5, 6, 7, 8];
    const result = shuffled(items, randomStream('shuffle'));
    expect(result).not.toEqual(items);
    expect([...result].sort()).toEqual(items);
  });
});
