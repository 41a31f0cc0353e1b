import type { Interval } from './interval';
import { wilsonInterval } from './wilson';

export interface ConfusionTable {
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
  readonly trueNegatives: number;
}

/** Proportion with its Wilson 95 % interval; NaN without an interval for no cases. */
export interface Proportion {
  readonly value: number;
  readonly interval?: Interval;
}

/**
 * Counts cases; positive predictions are scores >= threshold.
 *
 * @param truth 1 positive, 0 negative
 */
export function confusionTable(
  truth: readonly number[],
  scores: readonly number[],
  threshold: number,
): ConfusionTable {
  const counts = [0, 0, 0, 0];
  truth.forEach((value, index) => {
    counts[2 * value + (scores[index] >= threshold ? 1 : 0)]++;
  });
  const [trueNegatives, falsePositives, falseNegatives, truePositives] = counts;
  return { truePositives, falsePositives, falseNegatives, trueNegatives };
}

/** TP / (TP + FN) */
export function sensitivity(table: ConfusionTable): Proportion {
  return proportion(table.truePositives, table.falseNegatives);
}

/** TN / (TN + FP) */
export function specificity(table: ConfusionTable): Proportion {
  return proportion(table.trueNegatives, table.falsePositives);
}

/** Share of the cases called positive that are: depends on how common the finding is. */
export function positivePredictiveValue(table: ConfusionTable): Proportion {
  return proportion(table.truePositives, table.falsePositives);
}

/** Share of the cases called negative that are: depends on how common the finding is. */
export function negativePredictiveValue(table: ConfusionTable): Proportion {
  return proportion(table.trueNegatives, table.falseNegatives);
}

/**
 * F1 score, 2 TP / (2 TP + FP + FN); 0 without positive cases and predictions. The interval is the
 * Wilson interval of J = TP / (TP + FP + FN), transformed by F1 = 2 J / (1 + J).
 */
export function f1(table: ConfusionTable): Proportion {
  const { value, interval } = proportion(
    table.truePositives,
    table.falsePositives + table.falseNegatives,
  );
  const fromShare = (share: number) => (2 * share) / (1 + share);
  return {
    value: Number.isNaN(value) ? 0 : fromShare(value),
    ...(interval && {
      interval: { low: fromShare(interval.low), high: fromShare(interval.high) },
    }),
  };
}

/** F1 score at a threshold: positive predictions are scores >= threshold. */
export function f1Score(
  truth: readonly number[],
  scores: readonly number[],
  threshold: number,
): number {
  return f1(confusionTable(truth, scores, threshold)).value;
}

function proportion(right: number, wrong: number): Proportion {
  const interval = wilsonInterval(right, right + wrong);
  return { value: right / (right + wrong), ...(interval && { interval }) };
}
