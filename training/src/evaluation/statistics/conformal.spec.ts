import { describe, expect, it } from '@jest/globals';
import { fewestForInterval } from '../../data/split/calibration-share';
import { conformalHalfWidth } from './conformal';

const ofPatients = (residuals: readonly number[]) =>
  residuals.map((residual, index) => ({ patientId: `p${index}`, residual }));

describe('conformalHalfWidth', () => {
  it('is the residual of rank ceil((n + 1) coverage)', () => {
    const residuals = ofPatients([-1, 2, -3, 4, -5, 6, -7, 8, -9]);
    // ceil((9 + 1) * 0.9) = 9th of 9.
    expect(conformalHalfWidth(residuals, 0.9)).toBe(9);
    // ceil((9 + 1) * 0.5) = 5th.
    expect(conformalHalfWidth(residuals, 0.5)).toBe(5);
  });

  it('weights patients equally, whatever their number of clips', () => {
    const many = Array.from({ length: 50 }, () => ({ patientId: 'many', residual: 100 }));
    const residuals = [...ofPatients([1, 2, 3, 4, 5, 6, 7, 8, 9]), ...many];
    expect(conformalHalfWidth(residuals, 0.8)).toBe(9);
  });

  it('is unknown for too few patients, whose largest residual covers less', () => {
    expect(conformalHalfWidth(ofPatients([1, -2, 3, 4, 5, 6, 7, 8]), 0.9)).toBeNaN();
    const twoEach = [...ofPatients([1, 2, 3, 4, 5]), ...ofPatients([6, 7, 8, 9, 10])];
    expect(conformalHalfWidth(twoEach, 0.9)).toBeNaN();
    expect(conformalHalfWidth([], 0.9)).toBeNaN();
  });

  it('is known for as many patients as a split sees to', () => {
    const patients = Array.from({ length: fewestForInterval }, (_, i) => i + 1);
    expect(conformalHalfWidth(ofPatients(patients), 0.9)).toBe(fewestForInterval);
    expect(conformalHalfWidth(ofPatients(patients.slice(1)), 0.9)).toBeNaN();
  });
});
