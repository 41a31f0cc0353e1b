import { sum } from 'd3-array';

/**
 * Threshold with the highest F1, midway between neighbouring scores; of equally good ones the one
 * nearest to 0.5.
 *
 * @param truth 1 positive, 0 negative
 */
export function bestThreshold(truth: readonly number[], scores: readonly number[]): number {
  const order = scores.map((_, index) => index).sort((a, b) => scores[b] - scores[a]);
  const positives = sum(truth);
  const atHalf = order.filter((index) => scores[index] >= 0.5);
  const candidates = [
    { threshold: 0.5, positiveCalls: atHalf.length, truePositives: truePositivesOf(atHalf) },
  ];
  let truePositives = 0;
  order.forEach((index, rank) => {
    truePositives += truth[index];
    const next = scores[order[rank + 1]];
    if (next === undefined || next === scores[index]) {
      return;
    }
    candidates.push({
      threshold: (scores[index] + next) / 2,
      positiveCalls: rank + 1,
      truePositives,
    });
  });
  // F1 = 2 truePositives / (positiveCalls + positives), compared by cross-multiplication, which is
  // exact for ties.
  return candidates.reduce((best, one) => {
    const gain =
      one.truePositives * (best.positiveCalls + positives) -
      best.truePositives * (one.positiveCalls + positives);
    if (gain !== 0) {
      return gain > 0 ? one : best;
    }
    return Math.abs(one.threshold - 0.5) < Math.abs(best.threshold - 0.5) ? one : best;
  }).threshold;

  function truePositivesOf(indices: readonly number[]): number {
    return sum(indices, (index) => truth[index]);
  }
}
