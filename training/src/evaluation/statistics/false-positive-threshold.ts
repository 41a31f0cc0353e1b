/**
 * Lowest threshold with a false positive rate of at most `share`, midway between neighbouring
 * scores.
 *
 * @param truth 1 positive, 0 negative; at least one negative
 * @param scores in [0, 1]; positive predictions are scores >= threshold
 * @param share maximum false positive rate, in [0, 1)
 * @returns 1 when the highest negative scores are 1
 */
export function falsePositiveThreshold(
  truth: readonly number[],
  scores: readonly number[],
  share: number,
): number {
  const negatives = scores.filter((_, index) => truth[index] === 0).sort((a, b) => b - a);
  const highestRejected = negatives[Math.floor(share * negatives.length)];
  const above = scores.filter((score) => score > highestRejected);
  return (highestRejected + Math.min(1, ...above)) / 2;
}
