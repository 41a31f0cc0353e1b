import { extent, nice } from 'd3-array';

/**
 * Axis domain that contains all values and ends at round numbers; equal or no values get a margin.
 *
 * @param highest upper bound of the domain
 */
export function roundDomain(
  values: readonly number[],
  highest = Infinity,
): [low: number, high: number] {
  let [low = 0, high = 0] = extent(values);
  if (low === high) {
    const margin = Math.abs(low) || 1;
    [low, high] = [low - margin, high + margin];
  }
  const [start, end] = nice(low, high, 6);
  return [start, Math.min(end, highest)];
}
