import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { falsePositiveThreshold } from './false-positive-threshold';

describe('falsePositiveThreshold', () => {
  it('lies midway between the highest rejected negative and the next score', () => {
    const truth = [0, 0, 0, 0, 1, 1];
    const scores = [0.1, 0.2, 0.4, 0.6, 0.5, 0.9];
    expect(falsePositiveThreshold(truth, scores, 0)).toBeCloseTo((0.6 + 0.9) / 2);
    expect(falsePositiveThreshold(truth, scores, 0.25)).toBeCloseTo((0.4 + 0.5) / 2);
  });

  it('is above every score when no negative may pass', () => {
    expect(falsePositiveThreshold([0, 1], [0.8, 0.3], 0.02)).toBeCloseTo(0.9);
  });

  it('respects the false positive rate and is as low as possible', () => {
    const cases = fc.array(fc.tuple(fc.constantFrom(0, 1), fc.integer({ min: 0, max: 50 })), {
      minLength: 1,
    });
    fc.assert(
      fc.property(cases, fc.double({ min: 0, max: 0.9, noNaN: true }), (list, share) => {
        const truth = [0, ...list.map(([label]) => label)];
        const scores = [0.3, ...list.map(([, score]) => score / 51)];
        const threshold = falsePositiveThreshold(truth, scores, share);
        const negatives = scores.filter((_, i) => truth[i] === 0);
        const passing = (least: number) => negatives.filter((score) => score >= least).length;
        expect(passing(threshold)).toBeLessThanOrEqual(share * negatives.length);
        const below = Math.max(...scores.filter((score) => score < threshold));
        expect(passing(below)).toBeGreaterThan(share * negatives.length);
      }),
    );
  });
});
