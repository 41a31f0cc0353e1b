import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isMisreadColour } from './colour-misread';
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
        expect(isMisreadColour(frameOf(ybrOf(greyValues.map((grey) => grey / 2))))).toBe(true);
        expect(isMisreadColour(frameOf(ybrToRgb(rgbOf(greyValues.map((grey) => grey / 3)))))).toBe(
          true,
        );
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
        expect(isMisreadColour(frameOf(rgbOf(greyValues, tint)))).toBe(false);
      }),
    );
  });

  it('are not looked for in grey images', () => {
    const data = new Uint8Array(pixels).fill(130);
    expect(isMisreadColour({ Rows, Columns, channels: 1, data })).toBe(false);
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
