import { describe, expect, it } from '@jest/globals';
import { diceOfCode, surfaceDistance } from './overlap';

const square = (x: number, y: number, side: number) => [
  { x, y },
  { x: x + side, y },
  { x: x + side, y: y + side },
  { x, y: y + side },
];

describe('diceOfCode', () => {
  it('is twice the overlap over the sum of the sizes', () => {
    const [a, b] = [Uint8Array.from([1, 1, 0, 2]), Uint8Array.from([1, 0, 1, 2])];
    expect(diceOfCode(a, b, 1)).toBeCloseTo(0.5);
    expect(diceOfCode(a, b, 2)).toBe(1);
    expect(diceOfCode(a, b, 3)).toBe(1);
    expect(diceOfCode(Uint8Array.from([4]), Uint8Array.from([0]), 4)).toBe(0);
  });
});

describe('surfaceDistance', () => {
  it('is 0 for a contour and itself, whatever its first point', () => {
    const contour = square(3, 4, 10);
    const distance = surfaceDistance(contour, [...contour.slice(2), ...contour.slice(0, 2)]);
    expect(distance).toEqual({ hausdorff95: 0, mean: 0 });
  });

  it('is the gap between concentric squares, a little more at the corners', () => {
    const { hausdorff95, mean } = surfaceDistance(square(0, 0, 40), square(2, 2, 36));
    expect(mean).toBeGreaterThan(1.99);
    expect(mean).toBeLessThan(2.1);
    expect(hausdorff95).toBeGreaterThanOrEqual(2);
    expect(hausdorff95).toBeLessThan(2.9);
  });

  it('sees an outlier of more than a twentieth of the contour, in both directions', () => {
    const spike = [{ x: 0, y: 0 }, { x: 20, y: -30 }, ...square(0, 0, 40).slice(1)];
    const plain = square(0, 0, 40);
    const forward = surfaceDistance(spike, plain).hausdorff95;
    expect(forward).toBeGreaterThan(15);
    expect(surfaceDistance(plain, spike).hausdorff95).toBeCloseTo(forward, 6);
  });
});
