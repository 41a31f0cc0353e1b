/** In the task's unit. */
export type Domain = readonly [low: number, high: number];

/** The task's range, widened to include all values. */
export function scaleDomain([min, max]: Domain, values: readonly number[]): Domain {
  const finite = values.filter(Number.isFinite);
  return [Math.min(min, ...finite), Math.max(max, ...finite)];
}

/** Position on the scale, clamped to 0 (low end) to 1 (high end). */
export function scalePosition([low, high]: Domain, value: number): number {
  return Math.min(1, Math.max(0, (value - low) / (high - low)));
}
