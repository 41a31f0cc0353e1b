import { extent } from 'd3-array';
import { scale } from 'vega';

/**
 * Ends of an axis that holds all values, at round numbers. One value, or none, gets some room
 * around it.
 *
 * @param highest that a value can be; the axis does not go beyond
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
