import { describe, expect, it } from '@jest/globals';
import { referenceRange } from './reference-range';

describe('reference ranges', () => {
  it("are of the patient's sex, and the widest where it is unknown", () => {
    expect(referenceRange('EF', { sex: 'male' })).toMatchObject({ low: 52, high: 72, sex: 'male' });
    expect(referenceRange('ESV', { sex: 'female' })).toMatchObject({ low: 14, high: 42 });
    expect(referenceRange('EDV', {})).toMatchObject({ low: 46, high: 150, sex: 'both' });
  });

  it('are scaled by the body surface area where they were published so', () => {
    expect(referenceRange('LAVolume', { sex: 'male', bodySurfaceArea: 2 })).toEqual({
      low: 32,
      high: 68,
      sex: 'male',
      isIndexed: true,
    });
    expect(referenceRange('RADimension', { sex: 'female' })).toBeUndefined();
  });

  it('are not there for children or other tasks', () => {
    expect(referenceRange('EF', { sex: 'male', ageYears: 12 })).toBeUndefined();
    expect(referenceRange('lead', { sex: 'male' })).toBeUndefined();
    expect(referenceRange('toString', { sex: 'male' })).toBeUndefined();
  });
});
