import type { BootstrapOptions } from '../statistics/bootstrap';
import { estimate, type Estimates } from './estimate';
import type { Metric, MetricContext } from './metrics';
import type { ReportTask } from './report-data';
import type { ClipGroup } from './subgroups';
import { countsOf, pick, type Counts, type TaskClips } from './task-clips';

/** Results in one group of the test clips. JSON-able. */
export interface GroupResults extends Counts {
  readonly group: string;
  /** Classification: clips that are positive, which the sensitivity rests on. */
  readonly positives?: number;
  /** Absent where there are fewer than 10 clips, too few to say anything. */
  readonly metrics?: Estimates;
  /**
   * Metrics whose interval leaves out the value of all test clips. Never R2, which differs where the
   * truth varies less.
   */
  readonly differs: readonly Metric[];
}

/** Groups of fewer clips get no numbers. */
export const fewestClips = 10;

/** Metrics by group: those that can be compared between groups of another spread or prevalence. */
export const groupMetrics: Readonly<Record<ReportTask['kind'], readonly Metric[]>> = {
  regression: ['mae', 'bias', 'r2'],
  classification: ['auc', 'sensitivity', 'specificity'],
};

/** Each group's results beside those of all test clips. */
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
    if (clips.length < fewestClips) {
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
