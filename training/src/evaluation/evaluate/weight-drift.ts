import { mean } from '../statistics/summary';

/**
 * How far rounding the weights moves the predictions: the root mean square of the differences, as a
 * share of the labels' standard deviation.
 *
 * @param exact predictions of the weights as they were trained, one a clip.
 * @param rounded predictions of the rounded weights for the same clips.
 * @param truth labels of the same clips, 0 and 1 for a class.
 * @returns undefined where the labels do not vary, so that there is nothing to compare with.
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

/** 16-bit weights that move a prediction further than this share are not what was measured. */
export const mostDriftOfFloat16 = 0.001;

function rootMeanSquare(values: readonly number[]): number {
  return Math.sqrt(mean(values.map((value) => value ** 2)));
}
