/** Mean of the numbers. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

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
 * Area under the ROC curve, exactly: the share of pairs of a positive and a negative case in which
 * the positive one scores higher, ties counting half (Mann and Whitney), by mid-ranks. NaN without
 * both kinds.
 *
 * @param truth 1 positive, 0 negative
 */
export function areaUnderCurve(truth: readonly number[], scores: readonly number[]): number {
  const order = scores.map((_, index) => index).sort((a, b) => scores[a] - scores[b]);
  let rankSum = 0;
  for (let first = 0; first < order.length;) {
    let end = first;
    while (end < order.length && scores[order[end]] === scores[order[first]]) end += 1;
    const midRank = (first + 1 + end) / 2;
    for (let i = first; i < end; i += 1) rankSum += truth[order[i]] * midRank;
    first = end;
  }
  const positives = truth.reduce((sum, value) => sum + value, 0);
  const negatives = truth.length - positives;
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}

/**
 * F1 score, 2 TP / (2 TP + FP + FN), of calling a case positive from `threshold` on. 0 where no
 * case is positive or called so.
 */
export function f1Score(
  truth: readonly number[],
  scores: readonly number[],
  threshold: number,
): number {
  let hits = 0;
  let mistakes = 0;
  truth.forEach((value, index) => {
    const called = scores[index] >= threshold ? 1 : 0;
    if (called === 1 && value === 1) hits += 1;
    else if (called !== value) mistakes += 1;
  });
  return hits === 0 ? 0 : (2 * hits) / (2 * hits + mistakes);
}

/**
 * The threshold with the highest F1, midway between two neighbouring scores so that it holds for
 * cases in between; of equally good ones the one nearest to 0.5.
 */
export function bestThreshold(truth: readonly number[], scores: readonly number[]): number {
  const levels = [...new Set(scores)].sort((a, b) => a - b);
  const candidates = levels.slice(1).map((level, index) => (level + levels[index]) / 2);
  return [0.5, ...candidates].reduce((best, candidate) => {
    const gain = f1Score(truth, scores, candidate) - f1Score(truth, scores, best);
    if (gain !== 0) return gain > 0 ? candidate : best;
    return Math.abs(candidate - 0.5) < Math.abs(best - 0.5) ? candidate : best;
  });
}

/**
 * Half width of an interval that covers a new case with probability `coverage`: the
 * ceil((n + 1) coverage)-th smallest absolute residual (split conformal prediction, Lei et al.
 * 2018). With too few residuals for that, the largest.
 */
export function conformalHalfWidth(residuals: readonly number[], coverage: number): number {
  const sizes = residuals.map(Math.abs).sort((a, b) => a - b);
  // The tiny number keeps e.g. 0.9 * 10 = 9.000000000000002 from being rounded up.
  const rank = Math.ceil((sizes.length + 1) * coverage - 1e-9);
  return sizes[Math.min(rank, sizes.length) - 1];
}
