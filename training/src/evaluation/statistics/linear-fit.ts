import type { Interval } from './interval';
import { studentTQuantile } from './student-t';
import { mean } from './summary';

/** Ordinary least-squares line. */
export interface LinearFit {
  readonly slope: number;
  readonly intercept: number;
  at(x: number): number;
  /** 95 % confidence interval of the line at `x`; not a prediction interval. */
  band(x: number): Interval;
}

/**
 * Fits y = slope x + intercept. The half-width of the band is t(0.975, n - 2) s sqrt(1/n + (x -
 * mean)^2 / Sxx) (Draper and Smith, "Applied Regression Analysis").
 *
 * @returns undefined for fewer than three points or constant x
 */
export function linearFit(x: readonly number[], y: readonly number[]): LinearFit | undefined {
  const meanX = mean(x);
  const meanY = mean(y);
  const squares = x.reduce((sum, value) => sum + (value - meanX) ** 2, 0);
  if (x.length < 3 || !(squares > 0)) {
    return undefined;
  }
  const slope =
    x.reduce((sum, value, index) => sum + (value - meanX) * (y[index] - meanY), 0) / squares;
  const intercept = meanY - slope * meanX;
  const at = (value: number) => slope * value + intercept;
  const residual = y.reduce((sum, value, index) => sum + (value - at(x[index])) ** 2, 0);
  const freedom = x.length - 2;
  const scale = studentTQuantile(0.975, freedom) * Math.sqrt(residual / freedom);
  return {
    slope,
    intercept,
    at,
    band(value) {
      const reach = scale * Math.sqrt(1 / x.length + (value - meanX) ** 2 / squares);
      return { low: at(value) - reach, high: at(value) + reach };
    },
  };
}
