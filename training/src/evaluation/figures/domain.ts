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
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (!(high > low)) {
    const centre = Number.isFinite(low) ? low : 0;
    const room = Math.abs(centre) || 1;
    [low, high] = [centre - room, centre + room];
  }
  const nice = scale('linear')().domain([low, high]).nice(6).domain();
  return [Number(nice[0]), Math.min(Number(nice[1]), highest)];
}
