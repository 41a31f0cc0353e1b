import type { BootstrapOptions } from '../statistics/bootstrap';
import { estimate, type Estimates } from './estimate';
import type { Metric, MetricContext } from './metrics';
import type { ReportTask } from './report-data';
import type { ClipGroup } from './subgroups';
import { countsOf, pick, type Counts, type TaskClips } from './task-clips';

/** Results in a subgroup of the test clips. JSON-serialisable. */
export interface GroupResults extends Counts {
  readonly group: string;
  /** Classification: number of positive clips. */
  readonly positives?: number;
  /** Absent for fewer than {@link minClips} clips. */
  readonly metrics?: Estimates;
  /**
   * Metrics whose interval excludes the value on all test clips. Never R2, which falls when the
   * labels vary less.
   */
  readonly differs: readonly Metric[];
}

/** Fewer clips give no metrics. */
export const minClips = 10;

/** Metrics shown by subgroup. */
export const groupMetrics: Readonly<Record<ReportTask['kind'], readonly Metric[]>> = {
  regression: ['mae', 'bias', 'r2'],
  classification: ['auc', 'sensitivity', 'specificity'],
};

export function assessGroups(
  task: ReportTask,
  known: TaskClips,
  groups: readonly ClipGroup[],
  whole: Estimates,
  context: MetricContext,
  options: BootstrapOptions,
): GroupResults[] {
  const metrics = groupMetrics[task.kind];
  return groups.map(({ group, clips }) => {
    const members = pick(known, clips);
    const counts = {
      ...countsOf(members.clips),
      ...(task.kind === 'classification' && {
        positives: members.truth.filter((truth) => truth === 1).length,
      }),
    };
    if (clips.length < minClips) {
      return { group, ...counts, differs: [] };
    }
    const results = estimate(members, context, metrics, options);
    const differs = metrics.filter((metric) => {
      const value = whole[metric]?.value;
      const interval = results[metric]?.interval;
      return (
        metric !== 'r2' &&
        clips.length < known.clips.length &&
        value !== undefined &&
        interval !== undefined &&
        (value < interval.low || value > interval.high)
      );
    });
    return { group, ...counts, metrics: results, differs };
  });
}
