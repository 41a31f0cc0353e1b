import { quantileSorted } from 'd3-array';

/**
 * Arithmetic mean; NaN without values. Unlike d3-array's mean, it propagates NaN instead of
 * skipping it.
 */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Sample standard deviation (divisor n - 1); NaN for fewer than two values. */
export function standardDeviation(values: readonly number[]): number {
  const centre = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  return values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : NaN;
}

/**
 * Quantiles with linear interpolation (type 7 of Hyndman and Fan 1996, NumPy's default); NaN
 * without values.
 *
 * @param probabilities each in [0, 1]
 */
export function quantiles(values: readonly number[], probabilities: readonly number[]): number[] {
  const sorted = [...values].sort((a, b) => a - b);
  return probabilities.map((probability) => quantileSorted(sorted, probability) ?? NaN);
}
