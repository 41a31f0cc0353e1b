import { describe, expect, it } from '@jest/globals';
import { interval90 } from './interval90';

const volume = {
  unit: 'mL',
  range: [28, 420] as [number, number],
  calibration: { interval90HalfWidth: 20 },
};
const fraction = { ...volume, unit: '%', range: [12, 82] as [number, number] };
const strain = { ...volume, unit: '%', range: [-30, -2] as [number, number] };

describe('the 90 % interval', () => {
  it('extends by the calibrated half width to either side', () => {
    expect(interval90(volume, 90)).toEqual([70, 110]);
    expect(interval90(fraction, 55)).toEqual([35, 75]);
  });

  it('is clamped to possible values', () => {
    expect(interval90(volume, 12)).toEqual([0, 32]);
    expect(interval90(volume, -25)).toEqual([0, 0]);
    expect(interval90(fraction, 90)).toEqual([70, 100]);
    expect(interval90(volume, 400)).toEqual([380, 420]);
  });

  it('is not clamped for quantities that can be negative', () => {
    expect(interval90(strain, -10)).toEqual([-30, 10]);
  });

  it('is in proportion to the prediction on a logarithmic scale', () => {
    const calibration = {
      interval90HalfWidth: Math.log(2),
      interval90Scale: 'logarithmic',
    } as const;
    const [low, high] = interval90({ ...volume, calibration }, 90)!;
    expect(low).toBeCloseTo(45, 10);
    expect(high).toBeCloseTo(180, 10);
  });

  it('is undefined without a calibration', () => {
    expect(interval90({ ...volume, calibration: undefined }, 90)).toBeUndefined();
  });
});
