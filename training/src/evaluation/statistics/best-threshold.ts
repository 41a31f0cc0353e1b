import { sum } from 'd3-array';

/**
 * The threshold with the highest F1, midway between two neighbouring scores so that it holds for
 * cases in between; of equally good ones the one nearest to 0.5.
 *
 * @param truth 1 positive, 0 negative
 */
export function bestThreshold(truth: readonly number[], scores: readonly number[]): number {
  const order = scores.map((_, index) => index).sort((a, b) => scores[b] - scores[a]);
  const positives = sum(truth);
  const atHalf = order.filter((index) => scores[index] >= 0.5);
  const candidates = [{ threshold: 0.5, called: atHalf.length, hits: hitsOf(atHalf) }];
  let hits = 0;
  order.forEach((index, rank) => {
    hits += truth[index];
    const next = scores[order[rank + 1]];
    if (next === undefined || next === scores[index]) {
      return;
    }
    candidates.push({ threshold: (scores[index] + next) / 2, called: rank + 1, hits });
  });
  // F1 = 2 hits / (called + positives); compared crosswise so that equal ones are equal.
  return candidates.reduce((best, one) => {
    const gain = one.hits * (best.called + positives) - best.hits * (one.called + positives);
    if (gain !== 0) {
      return gain > 0 ? one : best;
    }
    return Math.abs(one.threshold - 0.5) < Math.abs(best.threshold - 0.5) ? one : best;
  }).threshold;

  function hitsOf(indices: readonly number[]): number {
    return sum(indices, (index) => truth[index]);
  }
}
