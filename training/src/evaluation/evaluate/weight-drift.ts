import { mean } from '../statistics/summary';

/**
 * Change of the predictions by rounded weights: root mean square of the differences divided by the
 * standard deviation of the labels.
 *
 * @param exact predictions of the clips with the trained weights
 * @param rounded predictions of the same clips with the rounded weights
 * @param truth labels of the same clips; 0 or 1 for a class
 * @returns undefined for constant labels
 */
export function weightDrift(
  exact: readonly number[],
  rounded: readonly number[],
  truth: readonly number[],
): number | undefined {
  const spread = rootMeanSquare(truth.map((value) => value - mean(truth)));
  const drift = rootMeanSquare(exact.map((value, i) => value - rounded[i]));
  return spread > 0 ? drift / spread : undefined;
}

/** Drift above which float16 export is reported as too inexact. */
export const maxFloat16Drift = 0.001;

function rootMeanSquare(values: readonly number[]): number {
  return Math.sqrt(mean(values.map((value) => value ** 2)));
}
