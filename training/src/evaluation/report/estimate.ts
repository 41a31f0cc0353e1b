import { bootstrapByPatient, type BootstrapOptions } from '../statistics/bootstrap';
import type { Interval } from '../statistics/interval';
import { computeMetric, type Metric, type MetricContext } from './metrics';
import type { TaskClips } from './task-clips';

/** A number with its 95 % interval by bootstrap over patients. JSON-serialisable. */
export interface Estimate {
  /** Absent when undefined, e.g. an AUC without a positive clip. */
  readonly value?: number;
  /**
   * Absent when more than a tenth of the resamples is undefined, and when all are equal, as for a
   * perfect score.
   */
  readonly interval?: Interval;
}

export type Estimates = Readonly<Partial<Record<Metric, Estimate>>>;

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

/** Metrics of all clips, or of those given by index; NaN when undefined. */
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
 * Numbers with bootstrap intervals.
 *
 * @param valuesOf numbers of a resample given by clip index, or of all clips
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
