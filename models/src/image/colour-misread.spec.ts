import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { misreadColour } from './colour-misread';
import { isUnconvertedYbr, ybrToRgb } from './ybr';

const [Rows, Columns] = [10, 10];
const pixels = Rows * Columns;

/** Grey values of an echo image: black outside of the sector, and any values in it. */
const echo = fc
  .array(fc.integer({ min: 0, max: 255 }), { minLength: 60, maxLength: 60 })
  .map((tissue) => [...tissue, ...Array<number>(pixels - 60).fill(3)]);

const frameOf = (data: Uint8Array) => ({ Rows, Columns, channels: 3 as const, data });
const rgbOf = (greyValues: readonly number[], tint = [1, 1, 1]) =>
  Uint8Array.from(greyValues.flatMap((grey) => tint.map((share) => grey * share)));
const ybrOf = (greyValues: readonly number[]) =>
  Uint8Array.from(greyValues.flatMap((grey) => [grey, 128, 128]));

describe('colours that were decoded wrongly', () => {
  it('are seen where YBR was taken for RGB, and RGB for YBR', () => {
    fc.assert(
      fc.property(echo, (greyValues) => {
        const darker = (by: number) => greyValues.map((grey) => grey / by);
        for (const misread of [ybrOf(darker(2)), ybrToRgb(rgbOf(darker(3)))]) {
          expect(misreadColour(frameOf(misread))).toMatch(/background of the images is green/);
        }
      }),
    );
  });

  it.each([
    ['no tint', [1, 1, 1]],
    ['sepia', [1, 0.85, 0.5]],
    ['green', [0.3, 1, 0.3]],
    ['teal', [0.2, 1, 1]],
    ['blue', [0.2, 0.4, 1]],
  ])('are not seen in an image with %s, which leaves black black', (_, tint) => {
    fc.assert(
      fc.property(echo, (greyValues) => {
        expect(misreadColour(frameOf(rgbOf(greyValues, tint)))).toBeUndefined();
      }),
    );
  });

  describe('by planes that were taken for pixels', () => {
    const size = { Rows: 96, Columns: 80 };
    const count = size.Rows * size.Columns;
    /** A sector of speckle below its tip, black beside it. */
    const grey = Array.from({ length: count }, (_, i) => {
      const [x, y] = [i % size.Columns, Math.floor(i / size.Columns)];
      return Math.abs(x - 40) < y / 2 ? 60 + (((i * 2654435761) >>> 0) % 150) : 2;
    });
    const tints = [
      [1, 1, 1],
      [1, 0.85, 0.5],
      [0.3, 0.4, 1],
    ];

    it.each(tints)('are seen with the tint %f %f %f, with and without alpha', (...tint) => {
      // The first plane has a mark in its own colour.
      const planes = tint.flatMap((share, plane) =>
        grey.map((value, i) => share * (plane === 0 && i < count / 50 ? 255 : value)),
      );
      const withAlpha = Uint8Array.from({ length: 4 * count }, (_, i) =>
        i % 4 === 3 ? 255 : planes[3 * Math.floor(i / 4) + (i % 4)],
      );
      const said = /stored plane after plane/;
      expect(misreadColour({ ...size, channels: 3, data: Uint8Array.from(planes) })).toMatch(said);
      expect(misreadColour({ ...size, channels: 4, data: withAlpha })).toMatch(said);
    });

    it.each(tints)('are not seen where the pixels with the tint %f %f %f are right', (...tint) => {
      expect(misreadColour({ ...size, channels: 3, data: rgbOf(grey, tint) })).toBeUndefined();
    });
  });

  it('are not looked for in grey images', () => {
    const data = new Uint8Array(pixels).fill(130);
    expect(misreadColour({ Rows, Columns, channels: 1, data })).toBeUndefined();
  });
});

describe('YBR that nobody converted', () => {
  it('is told from RGB', () => {
    fc.assert(
      fc.property(echo, (greyValues) => {
        expect(isUnconvertedYbr(ybrOf(greyValues))).toBe(true);
        expect(isUnconvertedYbr(rgbOf(greyValues.map((grey) => grey / 3)))).toBe(false);
      }),
    );
  });
});
