import { shareText, valueText } from '../figures/number-text';
import { limitsOfAgreement } from '../statistics/agreement';
import { brierScore, expectedCalibrationError, reliabilityCurve } from '../statistics/calibration';
import {
  confusionTable,
  f1,
  negativePredictiveValue,
  positivePredictiveValue,
  sensitivity,
  specificity,
  type ConfusionTable,
  type Proportion,
} from '../statistics/confusion-table';
import { pearson } from '../statistics/correlation';
import {
  bias,
  meanAbsoluteError,
  meanPredictionError,
  rSquared,
} from '../statistics/regression-error';
import { areaUnderCurve } from '../statistics/roc';

/** In the order of the report. */
export const regressionMetrics = [
  'r2',
  'mae',
  'meanPredictionMae',
  'bias',
  'limitLow',
  'limitHigh',
  'pearson',
] as const;

/** In the order of the report. */
export const classificationMetrics = [
  'auc',
  'f1',
  'sensitivity',
  'specificity',
  'positivePredictiveValue',
  'negativePredictiveValue',
  'brier',
  'expectedCalibrationError',
] as const;

export type Metric = (typeof regressionMetrics)[number] | (typeof classificationMetrics)[number];

const names: Readonly<Record<Metric, string>> = {
  r2: 'R\u00b2',
  mae: 'Mean absolute error',
  meanPredictionMae: 'Mean-prediction error',
  bias: 'Bias',
  limitLow: 'Lower limit of agreement',
  limitHigh: 'Upper limit of agreement',
  pearson: 'Correlation (Pearson)',
  auc: 'Area under the ROC curve',
  f1: 'F1 score',
  sensitivity: 'Sensitivity',
  specificity: 'Specificity',
  positivePredictiveValue: 'Positive predictive value',
  negativePredictiveValue: 'Negative predictive value',
  brier: 'Brier score',
  expectedCalibrationError: 'Expected calibration error',
};

const withoutUnit: readonly Metric[] = ['r2', 'pearson', ...classificationMetrics];

/** Name of a metric, with the task's unit where it applies. */
export function metricTitle(metric: Metric, unit: string): string {
  return unit && !withoutUnit.includes(metric) ? `${names[metric]} (${unit})` : names[metric];
}

/** @param decimals of values in the task's unit */
export function metricText(metric: Metric, value: number, decimals: number): string {
  return withoutUnit.includes(metric) ? shareText(value) : valueText(value, decimals);
}

/** Parameters chosen without the test clips. */
export interface MetricContext {
  /** Classification: a clip is classified as positive at or above this probability. */
  readonly threshold: number;
  /** Regression: mean of the training labels; NaN when unknown. */
  readonly trainingMean: number;
}

type Compute = (
  truth: readonly number[],
  predicted: readonly number[],
  context: MetricContext,
) => number;

const ofTable =
  (statistic: (table: ConfusionTable) => Proportion): Compute =>
  (truth, predicted, { threshold }) =>
    statistic(confusionTable(truth, predicted, threshold)).value;

const computeByMetric: Readonly<Record<Metric, Compute>> = {
  r2: rSquared,
  mae: meanAbsoluteError,
  meanPredictionMae: (truth, _, { trainingMean }) => meanPredictionError(truth, trainingMean),
  bias,
  limitLow: (truth, predicted) => limitsOfAgreement(truth, predicted).low,
  limitHigh: (truth, predicted) => limitsOfAgreement(truth, predicted).high,
  pearson,
  auc: areaUnderCurve,
  f1: ofTable(f1),
  sensitivity: ofTable(sensitivity),
  specificity: ofTable(specificity),
  positivePredictiveValue: ofTable(positivePredictiveValue),
  negativePredictiveValue: ofTable(negativePredictiveValue),
  brier: brierScore,
  expectedCalibrationError: (truth, predicted) =>
    expectedCalibrationError(reliabilityCurve(truth, predicted)),
};

/** NaN when undefined for these clips. */
export function computeMetric(
  metric: Metric,
  truth: readonly number[],
  predicted: readonly number[],
  context: MetricContext,
): number {
  return computeByMetric[metric](truth, predicted, context);
}
