import { describe, expect, it } from '@jest/globals';
import { usualCalibrationShare } from './calibration-share';

describe('usualCalibrationShare', () => {
  it('is a tenth of many patients, and as much as an interval takes of some dozens', () => {
    expect(usualCalibrationShare(1000)).toBe(0.1);
    expect(Math.round(63 * usualCalibrationShare(63))).toBe(12);
    expect(Math.round(40 * usualCalibrationShare(40))).toBe(10);
  });

  it('is nothing where a set of its own would be too small', () => {
    expect(usualCalibrationShare(34)).toBe(9 / 36);
    expect(usualCalibrationShare(33)).toBe(0);
    expect(usualCalibrationShare(3)).toBe(0);
  });
});
