import { median, min } from 'd3-array';

/** Milliseconds of the same call. */
export interface Timing {
  readonly median: number;
  readonly min: number;
  /** One a round. */
  readonly all: readonly number[];
}

/** @throws Error when there are no times */
export function timingOf(all: readonly number[]): Timing {
  const [middle, least] = [median(all), min(all)];
  if (middle === undefined || least === undefined) {
    throw new Error('Nothing was timed.');
  }
  return { median: middle, min: least, all };
}
