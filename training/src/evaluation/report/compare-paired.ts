import type { BootstrapOptions } from '../statistics/bootstrap';
import { estimates, metricValues, type Estimates } from './estimate';
import type { Metric, MetricContext } from './metrics';
import { countsOf, type Counts, type TaskClips } from './task-clips';

/** Two predictions of the same clips. JSON-serialisable. */
export interface PairedResults extends Counts {
  readonly first: Estimates;
  readonly second: Estimates;
  /**
   * Second minus first, in the same resamples: its interval is narrower than those of the two
   * suggest.
   */
  readonly difference: Estimates;
}

export interface Prediction {
  readonly known: TaskClips;
  readonly context: MetricContext;
}

/** @param first and `second` have the same clips in the same order */
export function comparePaired(
  first: Prediction,
  second: Prediction,
  metrics: readonly Metric[],
  options: BootstrapOptions,
): PairedResults {
  const valuesOf = ({ known, context }: Prediction, clips?: readonly number[]) =>
    metricValues(known, context, metrics, clips);
  const of = (compute: (clips?: readonly number[]) => readonly number[]) =>
    estimates(first.known.patientIds, metrics, options, compute);
  return {
    ...countsOf(first.known.clips),
    first: of((clips) => valuesOf(first, clips)),
    second: of((clips) => valuesOf(second, clips)),
    difference: of((clips) => {
      const before = valuesOf(first, clips);
      return valuesOf(second, clips).map((value, index) => value - before[index]);
    }),
  };
}
