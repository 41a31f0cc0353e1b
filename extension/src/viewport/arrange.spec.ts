import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { arrangeFour } from './arrange';

const length = fc.integer({ min: 120, max: 3000 });

describe('the cells of the side-by-side layout', () => {
  it('lie inside the viewport without overlap, whatever its shape', () => {
    fc.assert(
      fc.property(length, length, (width, height) => {
        const cells = arrangeFour(width, height);
        for (const { x, y, size } of cells) {
          expect(x).toBeGreaterThanOrEqual(0);
          expect(y).toBeGreaterThanOrEqual(0);
          expect(x + size).toBeLessThanOrEqual(width);
          expect(y + size).toBeLessThanOrEqual(height);
        }
        cells.forEach((a, i) =>
          cells.slice(i + 1).forEach((b) => {
            expect(Math.max(Math.abs(a.x - b.x), Math.abs(a.y - b.y))).toBeGreaterThan(a.size);
          }),
        );
      }),
    );
  });

  it('form two rows in a square viewport and one row in a wide one', () => {
    const rows = (width: number, height: number) =>
      new Set(arrangeFour(width, height).map(({ y }) => y)).size;
    expect(rows(710, 660)).toBe(2);
    expect(rows(1200, 300)).toBe(1);
    expect(rows(250, 900)).toBe(4);
  });
});
