import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { areaOf, boundingBox, clipToBox, convexHull, rasterize } from './polygon';
import { sectorContains } from './sector';

const coordinate = fc.double({ min: -20, max: 60, noNaN: true });
const points = fc.array(fc.record({ x: coordinate, y: coordinate }), {
  minLength: 3,
  maxLength: 12,
});

describe('rasterize', () => {
  it('sets the samples that sectorContains reports as inside', () => {
    fc.assert(
      fc.property(points, fc.double({ min: 0.3, max: 3, noNaN: true }), (outline, step) => {
        const grid = { x: -10, y: -5, step, columns: 23, rows: 17 };
        const mask = rasterize(outline, grid);
        for (let row = 0; row < grid.rows; row++) {
          for (let column = 0; column < grid.columns; column++) {
            const x = grid.x + (column + 0.5) * step;
            const y = grid.y + (row + 0.5) * step;
            expect(mask[row * grid.columns + column] === 1).toBe(sectorContains({ outline }, x, y));
          }
        }
      }),
      {
        numRuns: 50,
        // A sample on the outline except for a rounding error.
        examples: [
          [
            [
              { x: 0, y: 59.999999999999915 },
              { x: 59.99999999999998, y: 0 },
              { x: 0, y: 0 },
            ],
            2.999999999999998,
          ],
        ],
      },
    );
  });
});

describe('clipToBox', () => {
  it('removes everything outside the box and keeps everything inside it', () => {
    const box = { x0: 0, y0: 5, x1: 30, y1: 40 };
    fc.assert(
      fc.property(points.map(convexHull), coordinate, coordinate, (outline, x, y) => {
        const clipped = clipToBox(outline, box);
        const inBox = x > box.x0 && x < box.x1 && y > box.y0 && y < box.y1;
        expect(sectorContains({ outline: clipped }, x, y)).toBe(
          inBox && sectorContains({ outline }, x, y),
        );
      }),
    );
  });

  it('keeps an outline in an infinite box', () => {
    const outline = [
      { x: 0, y: 0 },
      { x: 4, y: 0 },
      { x: 0, y: 4 },
    ];
    const boundless = { x0: -Infinity, y0: -Infinity, x1: Infinity, y1: Infinity };
    expect(clipToBox(outline, boundless)).toEqual(outline);
  });
});

describe('convexHull', () => {
  it('finds the corners of a square among its points', () => {
    const square = [0, 1, 2, 3].flatMap((x) => [0, 1, 2, 3].map((y) => ({ x, y })));
    expect(convexHull(square)).toEqual([
      { x: 0, y: 0 },
      { x: 3, y: 0 },
      { x: 3, y: 3 },
      { x: 0, y: 3 },
    ]);
  });
});

describe('boundingBox', () => {
  it('has whole pixels', () => {
    expect(
      boundingBox([
        { x: 0.5, y: -1.2 },
        { x: 7, y: 3.1 },
      ]),
    ).toEqual({ x0: 0, y0: -2, x1: 7, y1: 4 });
  });
});

describe('areaOf', () => {
  it('is the same for clockwise and counter-clockwise corners', () => {
    const triangle = [
      { x: 1, y: 1 },
      { x: 5, y: 1 },
      { x: 1, y: 4 },
    ];
    expect(areaOf(triangle)).toBe(6);
    expect(areaOf(triangle.reverse())).toBe(6);
  });
});
