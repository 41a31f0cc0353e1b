import { mean } from './summary';

export function meanAbsoluteError(truth: readonly number[], predicted: readonly number[]): number {
  return mean(truth.map((value, index) => Math.abs(predicted[index] - value)));
}

/** Coefficient of determination, 1 - residual / total sum of squares; NaN for constant truth. */
export function rSquared(truth: readonly number[], predicted: readonly number[]): number {
  const centre = mean(truth);
  const total = truth.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  const residual = truth.reduce((sum, value, index) => sum + (predicted[index] - value) ** 2, 0);
  return total > 0 ? 1 - residual / total : NaN;
}

/** Mean of predicted - true. */
export function bias(truth: readonly number[], predicted: readonly number[]): number {
  return mean(truth.map((value, index) => predicted[index] - value));
}

/** Mean absolute error of predicting the mean of the training labels for every case. */
export function meanPredictionError(truth: readonly number[], trainingMean: number): number {
  return mean(truth.map((value) => Math.abs(value - trainingMean)));
}
