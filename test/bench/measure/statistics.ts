/** Times of the same call in milliseconds. */
export interface Timing {
  readonly median: number;
  readonly min: number;
  /** One a round. */
  readonly all: readonly number[];
}

/**
 * The middle and the least of some times.
 *
 * @throws Error when there are none.
 */
export function timingOf(all: readonly number[]): Timing {
  if (all.length === 0) throw new Error('Nothing was timed.');
  return { median: medianOf(all), min: Math.min(...all), all };
}

/** Middle of the numbers, or the mean of the two in the middle. */
export function medianOf(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
