import { extent } from 'd3-array';
import { scale } from 'vega';

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
  const nice = scale('linear')().domain([low, high]).nice(6).domain();
  return [Number(nice[0]), Math.min(Number(nice[1]), highest)];
}
