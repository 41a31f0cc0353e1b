import { describe, expect, it } from '@jest/globals';
import { nearestPoint, sparklinePoints } from './sparkline';

const box = { width: 104, height: 24, margin: 2 };

describe('a sparkline', () => {
  it('lays time to the right and larger values up, inside its margin', () => {
    expect(sparklinePoints([10, 20, 15], [0, 300, 1000], 1, box)).toEqual([
      { x: 2, y: 22 },
      { x: 32, y: 2 },
      { x: 102, y: 12 },
    ]);
  });

  it('does not stretch small differences', () => {
    const ys = sparklinePoints([10, 11], [0, 100], 10, box).map(({ y }) => y);
    expect(ys).toEqual([13, 11]);
  });

  it('draws a single frame', () => {
    expect(sparklinePoints([10], [0], 10, box)).toEqual([{ x: 2, y: 12 }]);
  });

  it('finds the point under the pointer', () => {
    const points = sparklinePoints([1, 2, 3], [0, 500, 1000], 1, box);
    expect([-5, 20, 40, 90].map((x) => nearestPoint(points, x))).toEqual([0, 0, 1, 2]);
  });
});
