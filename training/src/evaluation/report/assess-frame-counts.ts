import { max } from 'd3-array';
import type { BootstrapOptions } from '../statistics/bootstrap';
import { mean } from '../statistics/summary';
import { estimate, type Estimates } from './estimate';
import type { Metric, MetricContext } from './metrics';
import type { ReportTask } from './report-data';
import type { TaskClips } from './task-clips';

/** Metrics of predictions from the first `frames` frames of each clip. JSON-serialisable. */
export interface FrameCountResults {
  readonly frames: number;
  readonly metrics: Estimates;
}

/** Frames sampled per clip (Ghorbani et al. 2020). */
const maxFrames = 20;

const metricsByKind: Readonly<Record<ReportTask['kind'], readonly Metric[]>> = {
  regression: ['r2', 'mae'],
  classification: ['auc'],
};

/**
 * Metrics of the mean over the first 1, 2 ... 20 frames. A shorter clip contributes all its frames,
 * so that every entry is of the same clips.
 */
export function assessFrameCounts(
  task: ReportTask,
  known: TaskClips,
  context: MetricContext,
  options: BootstrapOptions,
): FrameCountResults[] {
  const longest = max(known.clips, ({ frames }) => frames[task.id].length) ?? 0;
  return Array.from({ length: Math.min(maxFrames, longest) }, (_, index) => {
    const predicted = known.clips.map(({ frames }) => mean(frames[task.id].slice(0, index + 1)));
    const metrics = metricsByKind[task.kind];
    return {
      frames: index + 1,
      metrics: estimate({ ...known, predicted }, context, metrics, options),
    };
  });
}
