import { describe, expect, it } from '@jest/globals';
import { networkScale } from './network-scale';

const region = {
  ...{ RegionSpatialFormat: 1, RegionDataType: 1, PhysicalUnitsXDirection: 3 },
  ...{ PhysicalUnitsYDirection: 3, PhysicalDeltaX: 0.04, PhysicalDeltaY: 0.04 },
  ...{ RegionLocationMinX0: 0, RegionLocationMinY0: 0 },
  ...{ RegionLocationMaxX1: 639, RegionLocationMaxY1: 479 },
};
const header = { Rows: 480, Columns: 640, SequenceOfUltrasoundRegions: [region] };

const prepared = (source: 'region' | 'pixels') => ({
  size: 192,
  sector: {
    crop: { x: 80, y: 0, width: 480, height: 480 },
    outline: [
      { x: 320, y: 0 },
      { x: 560, y: 400 },
      { x: 80, y: 400 },
    ],
    source,
    notes: [],
  },
});

describe("the scale of the network's images", () => {
  it('is that of the header, enlarged as the crop is reduced', () => {
    const { mmPerPixel, notes } = networkScale(header, prepared('region'));
    expect(mmPerPixel).toBeCloseTo((0.4 * 480) / 192, 6);
    expect(notes).toEqual([]);
  });

  it('is unknown where the header does not say it, or says it of another image', () => {
    const withoutRegion = { ...header, SequenceOfUltrasoundRegions: [] };
    for (const unknown of [
      networkScale(withoutRegion, prepared('region')),
      networkScale(header, prepared('pixels')),
    ]) {
      expect(unknown.mmPerPixel).toBeUndefined();
      expect(unknown.notes).toHaveLength(1);
    }
  });
});
