import type { Task } from '@echonet/models';
import type { OcclusionResult } from './state';

/** One prediction without and with occlusion. */
export interface OcclusionChange {
  readonly task: Task;
  readonly before: number;
  readonly after: number;
  /** After minus before. */
  readonly difference: number;
  /**
   * Regression: the change exceeds the half width of the 90 % interval. Classification: the
   * probability crosses the decision threshold.
   */
  readonly isLarge: boolean;
}

/** All predictions in the model's order, of the tasks that both have. */
export function occlusionChanges(
  tasks: readonly Task[],
  { before, after }: Pick<OcclusionResult, 'before' | 'after'>,
): OcclusionChange[] {
  const known = tasks.filter(({ id }) => id in before.prediction && id in after.prediction);
  return known.map((task) => {
    const original = before.prediction[task.id];
    const occluded = after.prediction[task.id];
    const difference = occluded.mean - original.mean;
    const { interval90 } = original;
    const isLarge =
      task.kind === 'classification'
        ? original.positive !== occluded.positive
        : interval90 !== undefined && Math.abs(difference) > (interval90[1] - interval90[0]) / 2;
    return { task, before: original.mean, after: occluded.mean, difference, isLarge };
  });
}
