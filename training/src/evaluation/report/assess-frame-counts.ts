import { max } from 'd3-array';
import type { BootstrapOptions } from '../statistics/bootstrap';
import { mean } from '../statistics/summary';
import { estimate, type Estimates } from './estimate';
import type { Metric, MetricContext } from './metrics';
import type { ReportTask } from './report-data';
import type { TaskClips } from './task-clips';

/** Results where only the first frames of each clip are used. JSON-able. */
export interface FrameCountResults {
  readonly frames: number;
  readonly metrics: Estimates;
}

/** As many as the method samples of a clip (Ghorbani et al. 2020). */
const mostFrames = 20;

const metricsByKind: Readonly<Record<ReportTask['kind'], readonly Metric[]>> = {
  regression: ['r2', 'mae'],
  classification: ['auc'],
};

/**
 * Metrics of the mean over the first 1, 2 ... 20 frames, as far as the longest clip goes. A clip
 * with fewer frames gives all it has, so that every number is of the same clips.
 */
export function assessFrameCounts(
  task: ReportTask,
  known: TaskClips,
  context: MetricContext,
  options: BootstrapOptions,
): FrameCountResults[] {
  const longest = max(known.clips, ({ frames }) => frames[task.id].length) ?? 0;
  return Array.from({ length: Math.min(mostFrames, longest) }, (_, index) => {
    const predicted = known.clips.map(({ frames }) => mean(frames[task.id].slice(0, index + 1)));
    const metrics = metricsByKind[task.kind];
    return {
      frames: index + 1,
      metrics: estimate({ ...known, predicted }, context, metrics, options),
    };
  });
}
