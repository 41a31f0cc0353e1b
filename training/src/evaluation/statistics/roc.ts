import { sum } from 'd3-array';
import { midRanks } from './mid-ranks';

/** Positive predictions are scores >= threshold. */
export interface RocPoint {
  readonly falsePositiveRate: number;
  readonly truePositiveRate: number;
  /** Infinity at (0, 0). */
  readonly threshold: number;
}

/**
 * ROC curve from (0, 0) to (1, 1) with a point for every distinct score. Empty unless both classes
 * are present.
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
  let truePositives = 0;
  order.forEach((index, rank) => {
    truePositives += truth[index];
    // Tied scores pass the threshold together.
    if (scores[order[rank + 1]] === scores[index]) {
      return;
    }
    points.push({
      falsePositiveRate: (rank + 1 - truePositives) / negatives,
      truePositiveRate: truePositives / positives,
      threshold: scores[index],
    });
  });
  return points;
}

/**
 * Sensitivity at a false positive rate, linearly interpolated, at the top of a vertical step. NaN
 * for an empty curve.
 */
export function sensitivityAt(curve: readonly RocPoint[], falsePositiveRate: number): number {
  // Binary search for the last point at or left of the rate: the top of a step.
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
 * Exact area under the ROC curve from mid-ranks: the share of positive-negative pairs in which the
 * positive case scores higher, ties counting half (Mann and Whitney). NaN unless both classes are
 * present.
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
