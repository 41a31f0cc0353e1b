import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { regionBoxes } from './ultrasound-region';

const region = (
  corners: readonly [number, number, number, number],
  RegionSpatialFormat = 1,
  RegionDataType = 1,
) => ({
  RegionSpatialFormat,
  RegionDataType,
  RegionLocationMinX0: corners[0],
  RegionLocationMinY0: corners[1],
  RegionLocationMaxX1: corners[2],
  RegionLocationMaxY1: corners[3],
});

describe('regionBoxes', () => {
  it('takes the 2-D tissue region, both corners inside', () => {
    const regions = [region([0, 16, 319, 231], 0, 0), region([42, 15, 297, 207])];
    expect(regionBoxes(regions, 240, 320)).toEqual({
      tissue: [{ x0: 42, y0: 15, x1: 298, y1: 208 }],
      flow: [],
      notes: [],
    });
  });

  it('takes the largest of several in one place, without insets', () => {
    const inset = region([250, 0, 300, 50]);
    const regions = [
      region([0, 0, 99, 99]),
      region([0, 0, 199, 199]),
      region([0, 0, 149, 99]),
      inset,
    ];
    expect(regionBoxes(regions, 240, 320).tissue).toEqual([{ x0: 0, y0: 0, x1: 200, y1: 200 }]);
  });

  it('tells regions beside each other apart, the largest first', () => {
    const regions = [region([0, 0, 149, 199]), region([150, 0, 319, 199])];
    expect(regionBoxes(regions, 240, 320).tissue.map(({ x0 }) => x0)).toEqual([150, 0]);
  });

  it('finds colour flow, but no colour bars', () => {
    const regions = [region([200, 0, 259, 99], 1, 2), region([310, 0, 314, 99], 1, 2)];
    expect(regionBoxes(regions, 240, 320).flow).toEqual([{ x0: 200, y0: 0, x1: 260, y1: 100 }]);
  });

  it('clamps a corner that rounding puts just outside', () => {
    expect(regionBoxes([region([-1, 0, 320, 240])], 240, 320).tissue).toEqual([
      { x0: 0, y0: 0, x1: 320, y1: 240 },
    ]);
  });

  it.each([
    ['of a larger image', [84, 31, 595, 414]],
    ['outside', [400, 300, 500, 400]],
    ['negative', [-300, -200, -10, -10]],
    ['inverted', [297, 207, 42, 15]],
    ['tiny', [100, 100, 110, 110]],
    ['without numbers', [Number.NaN, 0, 100, 100]],
    ['infinite', [0, 0, Number.POSITIVE_INFINITY, 100]],
  ] as const)('passes over a region that is %s, and says so', (_, corners) => {
    const { tissue, notes } = regionBoxes([region(corners)], 240, 320);
    expect(tissue).toEqual([]);
    expect(notes).toEqual([expect.stringMatching(/is wrong; ignored .*320 x 240/)]);
  });

  it('ignores regions that are not 2-D, without a note', () => {
    expect(regionBoxes([region([0, 0, 200, 200], 3, 3)], 240, 320)).toEqual({
      tissue: [],
      flow: [],
      notes: [],
    });
  });

  it('returns a box of whole pixels inside the image or none, for any header', () => {
    const corner = fc.oneof(fc.double(), fc.integer({ min: -400, max: 1200 }));
    const corners = fc.tuple(corner, corner, corner, corner);
    fc.assert(
      fc.property(
        fc.array(
          corners.map((four) => region(four)),
          { maxLength: 4 },
        ),
        fc.integer({ min: 64, max: 800 }),
        fc.integer({ min: 64, max: 1100 }),
        (regions, Rows, Columns) => {
          for (const { x0, y0, x1, y1 } of regionBoxes(regions, Rows, Columns).tissue) {
            expect([x0, y0, x1, y1].every(Number.isInteger)).toBe(true);
            expect(x0 >= 0 && y0 >= 0 && x1 <= Columns && y1 <= Rows).toBe(true);
            expect(x1 > x0 && y1 > y0).toBe(true);
          }
        },
      ),
    );
  });
});
