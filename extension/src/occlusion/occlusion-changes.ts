import type { Task } from '@echonet/models';
import type { OcclusionResult } from './state';

/** One prediction without and with occlusion. */
export interface OcclusionChange {
  readonly task: Task;
  readonly before: number;
  /** Absent where the occluded clip has no value, such as EF without a beat in the volumes. */
  readonly after?: number;
  /**
   * Regression: the change exceeds the half width of the 90 % interval. Classification: the
   * probability crosses the decision threshold.
   */
  readonly isLarge: boolean;
}

/** All predictions of the clip in the model's order. */
export function occlusionChanges(
  tasks: readonly Task[],
  { before, after }: Pick<OcclusionResult, 'before' | 'after'>,
): OcclusionChange[] {
  const known = tasks.filter(({ id }) => id in before.prediction);
  return known.map((task) => {
    const original = before.prediction[task.id];
    if (!(task.id in after.prediction)) {
      return { task, before: original.mean, isLarge: false };
    }
    const occluded = after.prediction[task.id];
    const difference = occluded.mean - original.mean;
    const { interval90 } = original;
    const isLarge =
      task.kind === 'classification'
        ? original.positive !== occluded.positive
        : interval90 !== undefined && Math.abs(difference) > (interval90[1] - interval90[0]) / 2;
    return { task, before: original.mean, after: occluded.mean, isLarge };
  });
}
