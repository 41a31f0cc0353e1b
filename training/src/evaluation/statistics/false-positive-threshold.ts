/**
 * The lowest threshold that calls at most a share of the negative cases positive, midway between
 * two neighbouring scores so that it holds for cases in between.
 *
 * @returns 1 where even that lets more pass, because scores are as high
 * @param truth 1 positive, 0 negative; at least one negative
 * @param scores in [0, 1]; a case is called positive from the threshold on
 * @param share of the negative cases, in [0, 1)
 */
export function falsePositiveThreshold(
  truth: readonly number[],
  scores: readonly number[],
  share: number,
): number {
  const negatives = scores.filter((_, index) => truth[index] === 0).sort((a, b) => b - a);
  // The highest score among the negatives that must not pass.
  const highestRejected = negatives[Math.floor(share * negatives.length)];
  const above = scores.filter((score) => score > highestRejected);
  return (highestRejected + Math.min(1, ...above)) / 2;
}
