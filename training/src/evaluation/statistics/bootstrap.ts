import { group } from 'd3-array';
import { randomStream } from '@echonet/models/random';
import type { Interval } from './interval';
import { quantiles } from './summary';

/** How to draw. The same options and patients always give the same resamples. */
export interface BootstrapOptions {
  readonly resamples: number;
  readonly seed: number | string;
}

/** A statistic with fewer defined resamples than this share gets no interval. */
const leastDefined = 0.9;

/**
 * 95 % percentile intervals (Efron and Tibshirani, "An Introduction to the Bootstrap", 1993) of
 * numbers, with patients drawn, not clips: a patient's clips are alike, and drawing them apart would
 * make the intervals too narrow (the cluster bootstrap, Field and Welsh, JRSS B 2007).
 *
 * @param patientIds the patient of every clip.
 * @param statistics numbers of the drawn clips, given by index, once for every time drawn; always as
 *   many. NaN where they cannot tell, e.g. an AUC without a positive case; such resamples are left
 *   out.
 * @returns one interval for every number; undefined where more than a tenth of the resamples
 *   could not tell.
 */
export function bootstrapByPatient(
  patientIds: readonly string[],
  statistics: (clips: readonly number[]) => readonly number[],
  { resamples, seed }: BootstrapOptions,
): (Interval | undefined)[] {
  const patients = [...group(patientIds.keys(), (index) => patientIds[index]).values()];
  const random = randomStream('bootstrap', seed);
  const drawn = Array.from({ length: resamples }, () => {
    const clips: number[] = [];
    for (let draw = 0; draw < patients.length; draw++) {
      clips.push(...patients[Math.floor(random() * patients.length)]);
    }
    return statistics(clips);
  });
  return (drawn[0] ?? []).map((_, index) => {
    const values = drawn.map((numbers) => numbers[index]).filter(Number.isFinite);
    if (values.length < leastDefined * resamples) {
      return undefined;
    }
    const [low, high] = quantiles(values, [0.025, 0.975]);
    return { low, high };
  });
}
