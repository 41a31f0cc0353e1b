import { mean } from './summary';

/** Mean absolute error. */
export function meanAbsoluteError(truth: readonly number[], predicted: readonly number[]): number {
  return mean(truth.map((value, index) => Math.abs(predicted[index] - value)));
}

/**
 * Coefficient of determination: 1 - residual sum of squares / sum of squares about the mean. NaN
 * where all true values are the same.
 */
export function rSquared(truth: readonly number[], predicted: readonly number[]): number {
  const centre = mean(truth);
  const total = truth.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  const residual = truth.reduce((sum, value, index) => sum + (predicted[index] - value) ** 2, 0);
  return total > 0 ? 1 - residual / total : NaN;
}

/** Mean of prediction - truth. */
export function bias(truth: readonly number[], predicted: readonly number[]): number {
  return mean(truth.map((value, index) => predicted[index] - value));
}

/**
 * Mean absolute error of giving every case the same value, e.g. the mean of the training labels:
 * what a model has to beat.
 */
export function meanPredictionError(truth: readonly number[], trainingMean: number): number {
  return mean(truth.map((value) => Math.abs(value - trainingMean)));
}
