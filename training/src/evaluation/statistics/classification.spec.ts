import { describe, expect, it } from '@jest/globals';
import { bestThreshold } from './best-threshold';
import { brierScore, expectedCalibrationError, reliabilityCurve } from './calibration';
import {
  confusionTable,
  f1,
  f1Score,
  negativePredictiveValue,
  positivePredictiveValue,
  sensitivity,
  specificity,
} from './confusion-table';
import { delongInterval, delongStandardError } from './delong';
import reference from './reference/reference.json';
import { areaUnderCurve, rocCurve, sensitivityAt } from './roc';
import { wilsonInterval } from './wilson';

describe.each(['classification', 'ties'] as const)('%s, as scikit-learn and SciPy', (name) => {
  const expected = reference[name];
  const { truth, scores, threshold } = expected;
  const table = confusionTable(truth, scores, threshold);

  it('has the ROC curve', () => {
    const curve = rocCurve(truth, scores);
    for (const key of ['falsePositiveRate', 'truePositiveRate'] as const) {
      expectClose(
        curve.map((point) => point[key]),
        expected.roc[key],
      );
    }
    expect(curve[0].threshold).toBe(Infinity);
    expectClose(
      curve.slice(1).map((point) => point.threshold),
      expected.roc.threshold,
    );
  });

  it('has the area under the curve and its DeLong interval', () => {
    expect(areaUnderCurve(truth, scores)).toBeCloseTo(expected.auc, 12);
    expect(delongStandardError(truth, scores)).toBeCloseTo(expected.delongError, 12);
    const { low, high } = delongInterval(truth, scores)!;
    expectClose([low, high], expected.delongInterval);
  });

  it('has the confusion table', () => {
    const { truePositives, falsePositives, falseNegatives, trueNegatives } = table;
    expect([truePositives, falsePositives, falseNegatives, trueNegatives]).toEqual(expected.table);
  });

  it.each(
    Object.entries({
      f1,
      sensitivity,
      specificity,
      positivePredictiveValue,
      negativePredictiveValue,
    }),
  )('has the %s and its interval', (key, statistic) => {
    const { value, interval } = statistic(table);
    expect(value).toBeCloseTo(expected[key as 'f1'], 12);
    expectClose([interval!.low, interval!.high], expected[`${key as 'f1'}Interval`]);
  });

  it('has the best F1 of all thresholds', () => {
    const best = bestThreshold(truth, scores);
    expect(f1Score(truth, scores, best)).toBeCloseTo(expected.bestF1, 12);
    expect(scores).not.toContain(best);
  });

  it('has the calibration', () => {
    expect(brierScore(truth, scores)).toBeCloseTo(expected.brier, 12);
    const curve = reliabilityCurve(truth, scores);
    for (const key of ['predicted', 'observed', 'cases'] as const) {
      expectClose(
        curve.map((bin) => bin[key]),
        expected.reliability[key],
      );
    }
    expect(expectedCalibrationError(curve)).toBeCloseTo(expected.expectedCalibrationError, 12);
  });
});

describe('wilsonInterval', () => {
  it.each(reference.wilson)('of %d in %d agrees with statsmodels', (successes, cases, ...ends) => {
    const { low, high } = wilsonInterval(successes, cases)!;
    expectClose([low, high], ends);
  });

  it('is undefined for no cases', () => {
    expect(wilsonInterval(0, 0)).toBeUndefined();
  });
});

describe('areaUnderCurve', () => {
  it('counts a tie as half a pair', () => {
    expect(areaUnderCurve([0, 1], [0.5, 0.5])).toBe(0.5);
    // Pairs: (0.9, 0.5) right, (0.9, 0.1) right, (0.5, 0.5) tied, (0.5, 0.1) right.
    expect(areaUnderCurve([1, 1, 0, 0], [0.9, 0.5, 0.5, 0.1])).toBe(3.5 / 4);
  });

  it('equals the share of correctly ordered pairs', () => {
    const truth = Array.from({ length: 60 }, (_, i) => ((i * 7) % 3 === 0 ? 1 : 0));
    const scores = truth.map((_, i) => ((i * 13) % 11) / 11);
    let won = 0;
    let pairs = 0;
    truth.forEach((a, i) =>
      truth.forEach((b, j) => {
        if (a !== 1 || b !== 0) {
          return;
        }
        pairs++;
        won += scores[i] > scores[j] ? 1 : scores[i] === scores[j] ? 0.5 : 0;
      }),
    );
    expect(areaUnderCurve(truth, scores)).toBeCloseTo(won / pairs, 12);
  });

  it('is NaN unless both classes are present', () => {
    expect(areaUnderCurve([1, 1], [0.1, 0.2])).toBeNaN();
    expect(rocCurve([1, 1], [0.1, 0.2])).toEqual([]);
    expect(sensitivityAt([], 0.5)).toBeNaN();
  });
});

describe('delongInterval', () => {
  it('is undefined when the standard error is 0 or NaN', () => {
    expect(delongInterval([0, 0, 1, 1], [0.1, 0.2, 0.8, 0.9])).toBeUndefined();
    expect(delongInterval([0, 1], [0.4, 0.4])).toBeUndefined();
    expect(delongInterval([0, 0], [0.4, 0.5])).toBeUndefined();
  });
});

describe('sensitivityAt', () => {
  const curve = rocCurve([1, 0, 1, 0], [0.9, 0.7, 0.5, 0.3]);

  it('takes the top of a step and interpolates between points', () => {
    expect(sensitivityAt(curve, 0)).toBe(0.5);
    expect(sensitivityAt(curve, 0.25)).toBe(0.5);
    expect(sensitivityAt(curve, 0.5)).toBe(1);
    expect(sensitivityAt(curve, 1)).toBe(1);
    expect(sensitivityAt(rocCurve([1, 0], [0.5, 0.5]), 0.3)).toBeCloseTo(0.3, 12);
  });
});

describe('f1Score and bestThreshold', () => {
  it('counts true positives, false negatives and false positives', () => {
    // At 0.5: two true positives, one false negative, one false positive.
    expect(f1Score([1, 1, 1, 0, 0], [0.9, 0.6, 0.4, 0.7, 0.1], 0.5)).toBeCloseTo(4 / 6, 12);
    expect(f1Score([0, 0], [0.1, 0.2], 0.5)).toBe(0);
  });

  it('puts the threshold between the scores of the classes', () => {
    const threshold = bestThreshold([0, 0, 1, 1], [0.05, 0.1, 0.2, 0.3]);
    expect(threshold).toBeCloseTo(0.15, 12);
  });

  it('keeps 0.5 when no threshold is better', () => {
    expect(bestThreshold([0, 1], [0.1, 0.9])).toBe(0.5);
    expect(bestThreshold([], [])).toBe(0.5);
  });
});

describe('proportions of no cases', () => {
  it('have no interval', () => {
    const table = confusionTable([0, 0], [0.1, 0.2], 0.5);
    expect(sensitivity(table)).toEqual({ value: NaN });
    expect(f1(table)).toEqual({ value: 0 });
    expect(specificity(table).value).toBe(1);
  });
});

function expectClose(actual: readonly number[], expected: readonly number[]): void {
  expect(actual).toHaveLength(expected.length);
  actual.forEach((value, index) => expect(value).toBeCloseTo(expected[index], 10));
}
