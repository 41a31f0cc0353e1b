/** From where to where a scale goes, in the task's unit. */
export type Domain = readonly [low: number, high: number];

/** The task's range, widened so far that all of the values lie on the scale. */
export function scaleDomain([min, max]: Domain, values: readonly number[]): Domain {
  const finite = values.filter(Number.isFinite);
  return [Math.min(min, ...finite), Math.max(max, ...finite)];
}

/** Where a value lies on the scale, 0 at its low end and 1 at its high end, never beyond. */
export function scalePosition([low, high]: Domain, value: number): number {
  return Math.min(1, Math.max(0, (value - low) / (high - low)));
}
