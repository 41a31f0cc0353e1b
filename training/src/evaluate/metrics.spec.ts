import { describe, expect, it } from '@jest/globals';
import {
  areaUnderCurve,
  bestThreshold,
  bias,
  conformalHalfWidth,
  f1Score,
  meanAbsoluteError,
  rSquared,
} from './metrics';

describe('regression metrics', () => {
  // The example of scikit-learn's r2_score and mean_absolute_error.
  const truth = [3, -0.5, 2, 7];
  const predicted = [2.5, 0, 2, 8];

  it('agree with scikit-learn', () => {
    expect(rSquared(truth, predicted)).toBeCloseTo(0.948608, 6);
    expect(meanAbsoluteError(truth, predicted)).toBeCloseTo(0.5, 12);
    expect(bias(truth, predicted)).toBeCloseTo(0.25, 12);
  });

  it('give R2 0 to always predicting the mean, and none where nothing varies', () => {
    expect(rSquared([1, 2, 3], [2, 2, 2])).toBe(0);
    expect(rSquared([2, 2], [2, 3])).toBeNaN();
  });
});

describe('areaUnderCurve', () => {
  it('agrees with the example of scikit-learn', () => {
    expect(areaUnderCurve([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8])).toBe(0.75);
  });

  it('counts a tie as half a pair', () => {
    expect(areaUnderCurve([0, 1], [0.5, 0.5])).toBe(0.5);
    // Pairs: (0.9, 0.5) won, (0.9, 0.1) won, (0.5, 0.5) tied, (0.5, 0.1) won.
    expect(areaUnderCurve([1, 1, 0, 0], [0.9, 0.5, 0.5, 0.1])).toBe(3.5 / 4);
  });

  it('equals the share of rightly ordered pairs whatever the scores', () => {
    const truth = Array.from({ length: 60 }, (_, i) => ((i * 7) % 3 === 0 ? 1 : 0));
    const scores = truth.map((_, i) => ((i * 13) % 11) / 11);
    let won = 0;
    let pairs = 0;
    truth.forEach((a, i) =>
      truth.forEach((b, j) => {
        if (a !== 1 || b !== 0) return;
        pairs += 1;
        won += scores[i] > scores[j] ? 1 : scores[i] === scores[j] ? 0.5 : 0;
      }),
    );
    expect(areaUnderCurve(truth, scores)).toBeCloseTo(won / pairs, 12);
  });

  it('is not a number without both kinds of cases', () => {
    expect(areaUnderCurve([1, 1], [0.1, 0.2])).toBeNaN();
  });
});

describe('f1Score and bestThreshold', () => {
  it('counts hits, misses and false alarms', () => {
    // At 0.5: two hits, one miss, one false alarm.
    expect(f1Score([1, 1, 1, 0, 0], [0.9, 0.6, 0.4, 0.7, 0.1], 0.5)).toBeCloseTo(4 / 6, 12);
    expect(f1Score([0, 0], [0.1, 0.2], 0.5)).toBe(0);
  });

  it('puts the threshold between the scores of the two kinds', () => {
    const threshold = bestThreshold([0, 0, 1, 1], [0.05, 0.1, 0.2, 0.3]);
    expect(threshold).toBeCloseTo(0.15, 12);
  });

  it('keeps 0.5 where it is as good as any other', () => {
    expect(bestThreshold([0, 1], [0.1, 0.9])).toBe(0.5);
  });
});

describe('conformalHalfWidth', () => {
  it('is the residual of the rank that covers one case more', () => {
    const residuals = [-1, 2, -3, 4, -5, 6, -7, 8, -9];
    // ceil((9 + 1) * 0.9) = 9th of 9.
    expect(conformalHalfWidth(residuals, 0.9)).toBe(9);
    // ceil((9 + 1) * 0.5) = 5th.
    expect(conformalHalfWidth(residuals, 0.5)).toBe(5);
  });

  it('is the largest residual where there are too few', () => {
    expect(conformalHalfWidth([1, -2], 0.9)).toBe(2);
  });
});
