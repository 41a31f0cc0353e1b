import { group } from 'd3-array';
import { randomStream } from '@echonet/models/random';
import type { Interval } from './interval';
import { quantiles } from './summary';

/** The same options and patients give the same resamples. */
export interface BootstrapOptions {
  readonly resamples: number;
  readonly seed: number | string;
}

/** Share of resamples that must be defined for an interval. */
const minDefinedShare = 0.9;

/**
 * 95 % percentile bootstrap intervals (Efron and Tibshirani, "An Introduction to the Bootstrap",
 * 1993). Patients are resampled and not clips (cluster bootstrap, Field and Welsh, JRSS B 2007):
 * clips of a patient are correlated, and resampling them independently would give too narrow
 * intervals.
 *
 * @param patientIds patient of every clip
 * @param statistics computes a fixed number of statistics from clip indices, which repeat as often
 *   as drawn; NaN when undefined, e.g. an AUC without a positive case
 * @returns one interval per statistic; undefined when it is undefined in more than a tenth of the
 *   resamples
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
    if (values.length < minDefinedShare * resamples) {
      return undefined;
    }
    const [low, high] = quantiles(values, [0.025, 0.975]);
    return { low, high };
  });
}
