import { bestThreshold } from '../statistics/best-threshold';
import { conformalHalfWidth } from '../statistics/conformal';
import { f1Score } from '../statistics/confusion-table';
import {
  bias,
  meanAbsoluteError,
  meanPredictionError,
  rSquared,
} from '../statistics/regression-error';
import { areaUnderCurve } from '../statistics/roc';
import type { TrainedTask } from '../train/standardisation';

/** True and predicted values of the same clips, in the task's unit or as probabilities. */
export interface Pairs {
  readonly truth: readonly number[];
  readonly predicted: readonly number[];
}

/** How good a task is on held-out clips, and what was fixed on the validation clips before. */
export interface TaskAssessment {
  /**
   * On the test clips. Regression: r2, mae, meanPredictionMae (of always predicting the training
   * mean), bias, coverage90 (share inside the interval). Classification: auc, f1. A number that the
   * test clips cannot give (an AUC without a positive case) is left out.
   */
  readonly metrics: Readonly<Record<string, number>>;
  /** Classification: probability with the best F1 on the validation clips. */
  readonly decisionThreshold?: number;
  /** Regression: half width of the 90 % interval by the validation clips' residuals. */
  readonly interval90HalfWidth?: number;
}

/** Assesses one task. */
export function assessTask(task: TrainedTask, validation: Pairs, test: Pairs): TaskAssessment {
  if (task.kind === 'classification') {
    const decisionThreshold = bestThreshold(validation.truth, validation.predicted);
    return {
      metrics: finite({
        auc: areaUnderCurve(test.truth, test.predicted),
        f1: f1Score(test.truth, test.predicted, decisionThreshold),
      }),
      decisionThreshold,
    };
  }
  const residuals = validation.truth.map((truth, index) => validation.predicted[index] - truth);
  const halfWidth = residuals.length > 0 ? conformalHalfWidth(residuals, 0.9) : undefined;
  const inside = test.truth.filter(
    (truth, index) => Math.abs(test.predicted[index] - truth) <= (halfWidth ?? NaN),
  );
  return {
    metrics: finite({
      r2: rSquared(test.truth, test.predicted),
      mae: meanAbsoluteError(test.truth, test.predicted),
      meanPredictionMae: meanPredictionError(test.truth, task.labelMean ?? NaN),
      bias: bias(test.truth, test.predicted),
      coverage90: inside.length / test.truth.length,
    }),
    interval90HalfWidth: halfWidth,
  };
}

/** The metrics that are numbers, to six digits. */
function finite(metrics: Record<string, number>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(metrics)
      .filter(([, value]) => Number.isFinite(value))
      .map(([name, value]) => [name, Number(value.toPrecision(6))]),
  );
}
