import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { tissueRegion } from './ultrasound-region';

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

describe('tissueRegion', () => {
  it('takes the 2-D tissue region, both corners inside', () => {
    const regions = [region([0, 16, 319, 231], 0, 0), region([42, 15, 297, 207])];
    expect(tissueRegion(regions, 240, 320)).toEqual({
      box: { x0: 42, y0: 15, x1: 298, y1: 208 },
      notes: [],
    });
  });

  it('takes the largest of several', () => {
    const regions = [region([0, 0, 99, 99]), region([0, 0, 199, 199]), region([0, 0, 149, 99])];
    expect(tissueRegion(regions, 240, 320).box).toEqual({ x0: 0, y0: 0, x1: 200, y1: 200 });
  });

  it('clamps a corner that rounding puts just outside', () => {
    expect(tissueRegion([region([-1, 0, 320, 240])], 240, 320).box).toEqual({
      x0: 0,
      y0: 0,
      x1: 320,
      y1: 240,
    });
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
    const { box, notes } = tissueRegion([region(corners)], 240, 320);
    expect(box).toBeUndefined();
    expect(notes).toEqual([expect.stringMatching(/is wrong; ignored .*320 x 240/)]);
  });

  it('says nothing of regions that are no 2-D tissue', () => {
    expect(
      tissueRegion([region([0, 0, 9, 9], 3, 3), region([0, 0, 9, 9], 1, 2)], 240, 320),
    ).toEqual({ box: undefined, notes: [] });
  });

  it('gives whole boxes inside the image or none, whatever the header says', () => {
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
          const { box } = tissueRegion(regions, Rows, Columns);
          if (box) {
            const { x0, y0, x1, y1 } = box;
            expect([x0, y0, x1, y1].every(Number.isInteger)).toBe(true);
            expect(x0 >= 0 && y0 >= 0 && x1 <= Columns && y1 <= Rows).toBe(true);
            expect(x1 > x0 && y1 > y0).toBe(true);
          }
        },
      ),
    );
  });
});
