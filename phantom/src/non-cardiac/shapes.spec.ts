import { describe, expect, it } from '@jest/globals';
import { randomStream } from '@echonet/models/random';
import { below, blob, ellipse, layer, tube, without, type Shape } from './shapes';

/** Area within 10 cm of the origin, cm2, by counting a grid of points. */
function areaOf(shape: Shape): number {
  const step = 0.05;
  let count = 0;
  for (let y = -10 + step / 2; y < 10; y += step) {
    for (let x = -10 + step / 2; x < 10; x += step) {
      count += Number(shape.contains(x, y));
    }
  }
  return count * step * step;
}

describe('shapes', () => {
  it('of an ellipse have its area at any rotation', () => {
    for (const angle of [0, 0.4, -1.2]) {
      expect(areaOf(ellipse(1, 2, 3, 1.5, angle))).toBeCloseTo(Math.PI * 4.5, 1);
    }
    expect(ellipse(0, 0, 3, 1, Math.PI / 2).contains(0, 2.9)).toBe(true);
  });

  it('of organs have nearly the area of their ellipse', () => {
    const area = areaOf(blob(0, 0, 3, 2, randomStream('blob')));
    expect(Math.abs(area / (6 * Math.PI) - 1)).toBeLessThan(0.1);
  });

  it('of a tube are a rectangle with round ends, tapered to the end radius', () => {
    expect(
      areaOf(
        tube(
          [
            [-3, 0],
            [0, 0],
            [3, 0],
          ],
          0.5,
        ),
      ),
    ).toBeCloseTo(6 + Math.PI / 4, 1);
    const cone = tube(
      [
        [-3, 0],
        [3, 0],
      ],
      1,
      0.5,
    );
    expect([cone.contains(-3, 0.9), cone.contains(3, 0.9), cone.contains(3, 0.4)]).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('of layers and differences have their area', () => {
    expect(areaOf(below((x) => 0.1 * x))).toBeCloseTo(200, 0);
    expect(areaOf(layer(() => 2, 3))).toBeCloseTo(60, 1);
    expect(areaOf(without(ellipse(0, 0, 3, 3), ellipse(0, 0, 2, 2)))).toBeCloseTo(5 * Math.PI, 1);
  });
});
