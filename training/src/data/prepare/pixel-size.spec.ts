import { describe, expect, it } from '@jest/globals';
import { pixelSizeMm } from './pixel-size';

const region = {
  RegionSpatialFormat: 1,
  RegionDataType: 1,
  PhysicalUnitsXDirection: 3,
  PhysicalUnitsYDirection: 3,
  PhysicalDeltaX: 0.05,
  PhysicalDeltaY: 0.05,
};
const sizeBy = (...regions: readonly object[]) =>
  pixelSizeMm({ SequenceOfUltrasoundRegions: regions });

describe('pixelSizeMm', () => {
  it('reads centimetres per pixel of the tissue region, also as text or a single item', () => {
    expect(sizeBy(region)).toBe(0.5);
    expect(sizeBy({ ...region, PhysicalDeltaX: '0.05', PhysicalUnitsXDirection: '3' })).toBe(0.5);
    expect(pixelSizeMm({ SequenceOfUltrasoundRegions: region })).toBe(0.5);
    expect(sizeBy({ ...region, PhysicalDeltaY: -0.05 })).toBe(0.5);
  });

  it('passes over spectra and ECG, whose axes are seconds', () => {
    const spectrum = { ...region, RegionSpatialFormat: 3, PhysicalUnitsXDirection: 4 };
    expect(sizeBy(spectrum, region)).toBe(0.5);
    expect(sizeBy(spectrum)).toBeUndefined();
  });

  it('says nothing where the header is silent, contradicts itself or cannot be right', () => {
    expect(pixelSizeMm({})).toBeUndefined();
    expect(sizeBy({ ...region, PhysicalDeltaX: 0.04 })).toBeUndefined();
    expect(sizeBy({ ...region, PhysicalUnitsYDirection: 0 })).toBeUndefined();
    expect(sizeBy(region, { ...region, PhysicalDeltaX: 0.1, PhysicalDeltaY: 0.1 })).toBeUndefined();
    expect(sizeBy({ ...region, PhysicalDeltaX: 0, PhysicalDeltaY: 0 })).toBeUndefined();
    expect(sizeBy({ ...region, PhysicalDeltaX: 5, PhysicalDeltaY: 5 })).toBeUndefined();
  });
});
