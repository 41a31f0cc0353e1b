import { bootstrapByPatient } from '../statistics/bootstrap';
import type { BootstrapOptions } from '../statistics/bootstrap';
import type { Interval } from '../statistics/interval';
import { computeMetric } from './metrics';
import type { Metric, MetricContext } from './metrics';
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
export function estimates(
  patientIds: readonly string[],
  metrics: readonly Metric[],
  options: BootstrapOptions,
  valuesOf: (clips?: readonly number[]) => readonly number[],
): Estimates {
  if (patientIds.length === 0) return {};
  const values = valuesOf();
  const intervals = bootstrapByPatient(patientIds, valuesOf, options);
  return Object.fromEntries(
    metrics.map((metric, index): [Metric, Estimate] => {
      if (!Number.isFinite(values[index])) return [metric, {}];
      const interval = intervals[index];
      const tells = interval !== undefined && interval.high > interval.low;
      return [metric, { value: values[index], ...(tells && { interval }) }];
    }),
  );
}
