import { describe, expect, it } from '@jest/globals';
import { credibleAspect, physicalScale, pixelAspect, type ScaledHeader } from './physical-scale';

const region = {
  RegionSpatialFormat: 1,
  RegionDataType: 1,
  RegionLocationMinX0: 40,
  RegionLocationMinY0: 20,
  RegionLocationMaxX1: 279,
  RegionLocationMaxY1: 219,
  PhysicalUnitsXDirection: 3,
  PhysicalUnitsYDirection: 3,
  PhysicalDeltaX: 0.08,
  PhysicalDeltaY: 0.08,
};

const clip: ScaledHeader = { Rows: 240, Columns: 320, SequenceOfUltrasoundRegions: [region] };

const withRegions = (...regions: Partial<typeof region>[]): ScaledHeader => ({
  ...clip,
  SequenceOfUltrasoundRegions: regions.map((difference) => ({ ...region, ...difference })),
});

const boxOutline = (x0: number, x1: number) => [
  { x: x0, y: 30 },
  { x: x1, y: 30 },
  { x: x1, y: 200 },
  { x: x0, y: 200 },
];

describe('physicalScale', () => {
  it('is that of the tissue region, in mm', () => {
    const { scale, notes } = physicalScale(clip);
    expect(scale?.x).toBeCloseTo(0.8);
    expect(scale?.y).toBeCloseTo(0.8);
    expect(notes).toEqual([]);
  });

  it('has its own value for each axis, whatever the sign', () => {
    const { scale } = physicalScale(withRegions({ PhysicalDeltaX: -0.1 }));
    expect(scale?.x).toBeCloseTo(1);
    expect(scale?.y).toBeCloseTo(0.8);
  });

  it('is that of the region in which the sector lies', () => {
    const left = { RegionLocationMinX0: 0, RegionLocationMaxX1: 159 };
    const right = { RegionLocationMinX0: 160, RegionLocationMaxX1: 319, PhysicalDeltaX: 0.05 };
    const header = withRegions(left, { ...right, PhysicalDeltaY: 0.05 });
    const scaleAt = (x0: number, x1: number) =>
      physicalScale(header, { source: 'region', outline: boxOutline(x0, x1) }).scale?.x;
    expect(scaleAt(10, 150)).toBeCloseTo(0.8);
    expect(scaleAt(170, 310)).toBeCloseTo(0.5);
  });

  it.each<[string, ScaledHeader, RegExp]>([
    ['there is no region', withRegions(), /no ultrasound region/],
    [
      'the region is that of a larger image, as is its scale',
      withRegions({ RegionLocationMaxX1: 595, RegionLocationMaxY1: 414 }),
      /does not fit the image/,
    ],
    ['the region is of a Doppler spectrum', withRegions({ RegionDataType: 3 }), /does not fit/],
    ['the unit is not cm', withRegions({ PhysicalUnitsXDirection: 4 }), /none in cm/],
    ['a delta is missing', withRegions({ PhysicalDeltaY: undefined }), /none in cm/],
    ['a delta is 0', withRegions({ PhysicalDeltaX: 0 }), /none in cm/],
    ['a delta is no number', withRegions({ PhysicalDeltaX: Number.NaN }), /none in cm/],
    ['regions contradict each other', withRegions({}, { PhysicalDeltaX: 0.04 }), /contradict/],
    [
      'pixels are as large as coins',
      withRegions({ PhysicalDeltaX: 1, PhysicalDeltaY: 1 }),
      /10 x 10 mm a pixel/,
    ],
    [
      "the heart would be as small as a mouse's",
      withRegions({ PhysicalDeltaX: 0.01, PhysicalDeltaY: 0.01 }),
      /depth of 20 mm/,
    ],
    [
      'Pixel Aspect Ratio says otherwise',
      { ...clip, PixelAspectRatio: [2, 1] },
      /says 1 and Pixel Aspect Ratio 2/,
    ],
  ])('is unknown, with a note, where %s', (_, header, note) => {
    const { scale, notes } = physicalScale(header);
    expect(scale).toBeUndefined();
    expect(notes).toEqual([expect.stringMatching(note)]);
    expect(notes[0]).toMatch(/^The size of a pixel is not known: .*\.$/);
  });

  it('is unknown where the sector lies elsewhere than the region says', () => {
    const outline = boxOutline(10, 150);
    expect(physicalScale(clip, { source: 'pixels', outline }).scale).toBeUndefined();
    const beside = { source: 'region', outline: boxOutline(285, 318) } as const;
    expect(physicalScale(clip, beside).notes[0]).toContain('lies outside');
  });
});

describe('pixelAspect', () => {
  it('is the height of a pixel over its width, by its region or else Pixel Aspect Ratio', () => {
    expect(pixelAspect(clip)).toBe(1);
    expect(pixelAspect(withRegions({ PhysicalDeltaY: 0.1 }))).toBeCloseTo(1.25);
    expect(pixelAspect({ ...withRegions(), PixelAspectRatio: [6, 5] })).toBeCloseTo(1.2);
    expect(pixelAspect(withRegions())).toBe(1);
  });

  it('is 1 where nobody makes such pixels', () => {
    expect(pixelAspect({ ...withRegions(), PixelAspectRatio: [100_000, 1] })).toBe(1);
    expect(pixelAspect({ ...withRegions(), PixelAspectRatio: [1, 100_000] })).toBe(1);
    const stretched = withRegions({ PhysicalDeltaX: 0.004 });
    expect(pixelAspect(stretched)).toBe(1);
    expect(physicalScale(stretched).notes[0]).toMatch(/no echocardiogram's/);
    expect([NaN, 0, Infinity, 1.01, 0.5].map(credibleAspect)).toEqual([1, 1, 1, 1, 0.5]);
  });
});
