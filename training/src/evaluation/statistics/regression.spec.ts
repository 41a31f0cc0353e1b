import { describe, expect, it } from '@jest/globals';
import { agreement } from './agreement';
import { pearson } from './correlation';
import { linearFit } from './linear-fit';
import reference from './reference/reference.json';
import { bias, meanAbsoluteError, meanPredictionError, rSquared } from './regression-error';
import { studentTQuantile } from './student-t';
import { mean, quantiles, standardDeviation } from './summary';

const { truth, predicted, ...expected } = reference.regression;

describe('regression errors', () => {
  it('agree with scikit-learn', () => {
    expect(rSquared(truth, predicted)).toBeCloseTo(expected.r2, 12);
    expect(meanAbsoluteError(truth, predicted)).toBeCloseTo(expected.mae, 12);
    expect(meanPredictionError(truth, expected.trainingMean)).toBeCloseTo(
      expected.meanPredictionMae,
      12,
    );
    expect(bias(truth, predicted)).toBeCloseTo(expected.bias, 12);
    expect(pearson(truth, predicted)).toBeCloseTo(expected.pearson, 12);
  });

  it('give R2 0 for predicting the mean and NaN for constant truth', () => {
    expect(rSquared([1, 2, 3], [2, 2, 2])).toBe(0);
    expect(rSquared([2, 2], [2, 3])).toBeNaN();
    expect(pearson([2, 2], [2, 3])).toBeNaN();
  });
});

describe('agreement', () => {
  it('agrees with NumPy', () => {
    const { deviation, limits, central, ...rest } = agreement(truth, predicted);
    expect(rest.bias).toBeCloseTo(expected.bias, 12);
    expect(deviation).toBeCloseTo(expected.deviation, 12);
    expect(limits.low).toBeCloseTo(expected.limits[0], 10);
    expect(limits.high).toBeCloseTo(expected.limits[1], 10);
    expect(central.map(({ share }) => share)).toEqual([0.5, 0.75, 0.95]);
    central.forEach(({ interval }, index) => {
      expect(interval.low).toBeCloseTo(expected.central[index][0], 10);
      expect(interval.high).toBeCloseTo(expected.central[index][1], 10);
    });
  });
});

describe('linearFit', () => {
  it('agrees with statsmodels', () => {
    const fit = linearFit(truth, predicted)!;
    expect(fit.slope).toBeCloseTo(expected.slope, 10);
    expect(fit.intercept).toBeCloseTo(expected.intercept, 10);
    expected.grid.forEach((x, index) => {
      expect(fit.band(x).low).toBeCloseTo(expected.band[index][0], 9);
      expect(fit.band(x).high).toBeCloseTo(expected.band[index][1], 9);
    });
  });

  it('needs three points that are not all at the same x', () => {
    expect(linearFit([1, 2], [1, 2])).toBeUndefined();
    expect(linearFit([1, 1, 1], [1, 2, 3])).toBeUndefined();
  });
});

describe('studentTQuantile', () => {
  it.each(reference.studentT)('of %d with %d degrees of freedom is as SciPy', (p, freedom, t) => {
    expect(studentTQuantile(p, freedom) / t).toBeCloseTo(1, 10);
  });
});

describe('summaries', () => {
  it('are NaN without values', () => {
    expect(mean([])).toBeNaN();
    expect(standardDeviation([1])).toBeNaN();
    expect(quantiles([], [0.5])).toEqual([NaN]);
  });

  it('interpolate between values', () => {
    expect(quantiles([3, 1, 2, 4], [0, 0.5, 1])).toEqual([1, 2.5, 4]);
  });
});
