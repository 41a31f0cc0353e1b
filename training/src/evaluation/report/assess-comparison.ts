import type { BootstrapOptions } from '../statistics/bootstrap';
import { contextOf } from './assess-task';
import { comparePaired } from './compare-paired';
import type { Estimates } from './estimate';
import type { Metric } from './metrics';
import type { ComparedModel, ReportClip, ReportTask } from './report-data';
import { pick, taskClips, type Counts, type TaskClips } from './task-clips';

/** This model and another on their common test clips. JSON-serialisable. */
export interface ComparisonResults extends Counts {
  /** Name of the other model. */
  readonly name: string;
  readonly taskId: string;
  readonly other: Estimates;
  readonly own: Estimates;
  /** Own minus other, in the same resamples. */
  readonly difference: Estimates;
}

const metricsByKind: Readonly<Record<ReportTask['kind'], readonly Metric[]>> = {
  regression: ['r2', 'mae'],
  classification: ['auc', 'f1'],
};

/** Compares the models task by task; tasks without common test clips are left out. */
export function assessComparisons(
  tasks: readonly ReportTask[],
  clips: readonly ReportClip[],
  comparedTo: readonly ComparedModel[],
  options: BootstrapOptions,
): ComparisonResults[] {
  return tasks.flatMap((task) =>
    comparedTo.flatMap(({ name, clips: otherClips }): ComparisonResults[] => {
      const [own, other] = commonClips(
        taskClips(clips, task.id, 'test'),
        taskClips(otherClips, task.id, 'test'),
      );
      if (own.clips.length === 0) {
        return [];
      }
      const { first, second, ...rest } = comparePaired(
        // Both are compared with the labels of this report.
        { known: { ...own, predicted: other.predicted }, context: contextOf(task, otherClips) },
        { known: own, context: contextOf(task, clips) },
        metricsByKind[task.kind],
        options,
      );
      return [{ name, taskId: task.id, ...rest, other: first, own: second }];
    }),
  );
}

/** Clips in both, in the same order. */
function commonClips(own: TaskClips, other: TaskClips): [TaskClips, TaskClips] {
  const places = new Map(other.clips.map(({ clipId }, index) => [clipId, index]));
  const pairs = own.clips.flatMap(({ clipId }, index) => {
    const place = places.get(clipId);
    return place === undefined ? [] : [[index, place]];
  });
  return [
    pick(
      own,
      pairs.map(([index]) => index),
    ),
    pick(
      other,
      pairs.map(([, place]) => place),
    ),
  ];
}
