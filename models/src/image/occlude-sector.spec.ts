import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { FramePixels } from './frame-pixels';
import { prepareImage } from './preparation';
import { occludeSector, type Sector } from './sector';
import { sectorMask } from './sector-mask';

const [Rows, Columns] = [90, 120];

const sector: Sector = {
  Rows,
  Columns,
  crop: { x: 10, y: -5, width: 100, height: 100 },
  outline: [
    { x: 60, y: 0 },
    { x: 110, y: 90 },
    { x: 10, y: 90 },
  ],
  source: 'pixels',
  tinted: false,
  notes: [],
};

/** A frame of speckle without black; `isBlack` pixels are. */
function speckle(isBlack: (x: number, y: number) => boolean = () => false): FramePixels {
  const data = Uint8Array.from({ length: Rows * Columns }, (_, i) =>
    isBlack(i % Columns, Math.floor(i / Columns)) ? 0 : 40 + ((i * 37) % 200),
  );
  return { Rows, Columns, channels: 1, data };
}

const box = (left: number, top: number, width: number, height: number) => [
  { x: left, y: top },
  { x: left + width, y: top },
  { x: left + width, y: top + height },
  { x: left, y: top + height },
];

const format = { size: 50, channels: 1 } as const;

/** Left, top, width and height in whole pixels, anywhere on and around the image. */
const anyBox = fc.tuple(
  fc.integer({ min: -20, max: 130 }),
  fc.integer({ min: -20, max: 100 }),
  fc.integer({ min: 1, max: 90 }),
  fc.integer({ min: 1, max: 90 }),
);

describe('an occluded region', () => {
  it('prepares the same image as a frame with black pixels there', () => {
    fc.assert(
      fc.property(fc.array(anyBox, { minLength: 1, maxLength: 3 }), (boxes) => {
        const isBlack = (x: number, y: number) =>
          boxes.some(([l, t, w, h]) => x >= l && x < l + w && y >= t && y < t + h);
        const occluded = occludeSector(
          sector,
          boxes.map((each) => box(...each)),
        );
        expect(prepareImage(speckle(), occluded, format).data).toEqual(
          prepareImage(speckle(isBlack), sector, format).data,
        );
      }),
      { numRuns: 50 },
    );
  });

  it('of any shape is black in every frame, and leaves the rest of the image unchanged', () => {
    const freehand = Array.from({ length: 40 }, (_, i) => ({
      x: 60 + 18 * Math.cos((i / 40) * 2 * Math.PI),
      y: 60 + 12 * Math.sin((i / 40) * 2 * Math.PI),
    }));
    const before = prepareImage(speckle(), sector, { size: 100, channels: 1 }).data;
    const after = prepareImage(speckle(), occludeSector(sector, [freehand]), {
      size: 100,
      channels: 1,
    }).data;
    const distance = (i: number) =>
      Math.hypot(((i % 100) + 10.5 - 60) / 18, (Math.floor(i / 100) - 4.5 - 60) / 12);
    before.forEach((grey, i) => {
      if (distance(i) < 0.85) {
        expect(after[i]).toBe(0);
      }
      if (distance(i) > 1.25) {
        expect(after[i]).toBe(grey);
      }
    });
  });

  it('is excluded from the mask of the network input, where saliency is drawn', () => {
    const mask = sectorMask(occludeSector(sector, [box(0, 0, 120, 60)]), 100);
    const seenRows = new Set<number>();
    mask.forEach((isSeen, i) => isSeen && seenRows.add(Math.floor(i / 100)));
    expect(Math.min(...seenRows)).toBe(65);
    expect(sectorMask(sector, 100)[50 * 100 + 50]).toBe(1);
  });

  it('is rejected when it is not a polygon', () => {
    expect(() => occludeSector(sector, [[{ x: 1, y: 2 }]])).toThrow(/three points/);
    expect(() => occludeSector(sector, [box(NaN, 0, 5, 5)])).toThrow(/no number/);
  });
});
