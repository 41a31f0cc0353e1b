import { sum } from 'd3-array';
import { midRanks } from './mid-ranks';

/** Sensitivity and 1 - specificity of calling cases positive from `threshold` on. */
export interface RocPoint {
  readonly falsePositiveRate: number;
  readonly truePositiveRate: number;
  /** Score; Infinity where no case is called positive. */
  readonly threshold: number;
}

/**
 * The ROC curve: one point for every distinct score, from (0, 0) to (1, 1). Empty without both
 * kinds of cases.
 *
 * @param truth 1 positive, 0 negative
 */
export function rocCurve(truth: readonly number[], scores: readonly number[]): RocPoint[] {
  const order = scores.map((_, index) => index).sort((a, b) => scores[b] - scores[a]);
  const positives = sum(truth);
  const negatives = truth.length - positives;
  if (positives === 0 || negatives === 0) {
    return [];
  }
  const points = [{ falsePositiveRate: 0, truePositiveRate: 0, threshold: Infinity }];
  let hits = 0;
  order.forEach((index, rank) => {
    hits += truth[index];
    // Cases of the same score are called positive together.
    if (scores[order[rank + 1]] === scores[index]) {
      return;
    }
    points.push({
      falsePositiveRate: (rank + 1 - hits) / negatives,
      truePositiveRate: hits / positives,
      threshold: scores[index],
    });
  });
  return points;
}

/**
 * Sensitivity of a curve at a false positive rate, on the straight line between two points and at
 * the top of a vertical step. NaN of an empty curve.
 */
export function sensitivityAt(curve: readonly RocPoint[], falsePositiveRate: number): number {
  // The last point not to the right: the top of a step. The curve ends at 1, so one is above.
  let low = 0;
  let high = curve.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (curve[middle].falsePositiveRate <= falsePositiveRate) {
      low = middle;
    } else {
      high = middle;
    }
  }
  const from = curve[low];
  if (from === undefined) {
    return NaN;
  }
  const to = curve[Math.min(low + 1, curve.length - 1)];
  const run = to.falsePositiveRate - from.falsePositiveRate;
  const share = run > 0 ? (falsePositiveRate - from.falsePositiveRate) / run : 0;
  return from.truePositiveRate + share * (to.truePositiveRate - from.truePositiveRate);
}

/**
 * Area under the ROC curve, exactly: the share of pairs of a positive and a negative case in which
 * the positive one scores higher, ties counting half (Mann and Whitney), by mid-ranks. NaN without
 * both kinds.
 *
 * @param truth 1 positive, 0 negative
 */
export function areaUnderCurve(truth: readonly number[], scores: readonly number[]): number {
  const ranks = midRanks(scores);
  const rankSum = sum(ranks, (rank, index) => truth[index] * rank);
  const positives = sum(truth);
  const negatives = truth.length - positives;
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}
