/** The longer side of an interval around a value: the other may be cut to what can occur. */
export function halfWidth(
  value: number,
  interval90: readonly [low: number, high: number] | undefined,
): number | undefined {
  return interval90 && Math.max(value - interval90[0], interval90[1] - value);
}
