import { bootstrapByPatient, type BootstrapOptions } from '../statistics/bootstrap';
import type { Interval } from '../statistics/interval';
import { computeMetric, type Metric, type MetricContext } from './metrics';
import type { TaskClips } from './task-clips';

/** A number with its 95 % interval by bootstrap of the patients. JSON-able. */
export interface Estimate {
  /** Absent where the clips cannot tell, e.g. an AUC without a positive clip. */
  readonly value?: number;
  /**
   * Absent where more than a tenth of the resamples could not tell, and where all gave the same, as
   * of a perfect score: they say nothing about the next patient.
   */
  readonly interval?: Interval;
}

/** Estimates by metric. */
export type Estimates = Readonly<Partial<Record<Metric, Estimate>>>;

/** Each metric of the clips, with its interval. */
export function estimate(
  known: TaskClips,
  context: MetricContext,
  metrics: readonly Metric[],
  options: BootstrapOptions,
): Estimates {
  return estimates(known.patientIds, metrics, options, (clips) =>
    metricValues(known, context, metrics, clips),
  );
}

/** Each metric of all clips, or of those given by index; NaN where they cannot tell. */
export function metricValues(
  known: Pick<TaskClips, 'truth' | 'predicted'>,
  context: MetricContext,
  metrics: readonly Metric[],
  clips?: readonly number[],
): number[] {
  const truth = clips ? clips.map((index) => known.truth[index]) : known.truth;
  const predicted = clips ? clips.map((index) => known.predicted[index]) : known.predicted;
  return metrics.map((metric) => computeMetric(metric, truth, predicted, context));
}

/**
 * Numbers of all clips, with the intervals of their resamples.
 *
 * @param valuesOf the numbers of the clips drawn, given by index, or of all.
 */
export function estimates<Name extends string>(
  patientIds: readonly string[],
  names: readonly Name[],
  options: BootstrapOptions,
  valuesOf: (clips?: readonly number[]) => readonly number[],
): Readonly<Partial<Record<Name, Estimate>>> {
  if (patientIds.length === 0) {
    return {} as Partial<Record<Name, Estimate>>;
  }
  const values = valuesOf();
  const intervals = bootstrapByPatient(patientIds, valuesOf, options);
  return Object.fromEntries(
    names.map((name, index): [Name, Estimate] => {
      if (!Number.isFinite(values[index])) {
        return [name, {}];
      }
      const interval = intervals[index];
      const tells = interval !== undefined && interval.high > interval.low;
      return [name, { value: values[index], ...(tells && { interval }) }];
    }),
  ) as Partial<Record<Name, Estimate>>;
}
