import type { Task } from '@echonet/models';
import type { OcclusionResult } from '../session/state';

/** What covering a part of a clip does to one prediction. */
export interface OcclusionChange {
  readonly task: Task;
  readonly before: number;
  readonly after: number;
  /** After minus before. */
  readonly difference: number;
  /**
   * A regression moves by more than the half width of its 90 % interval, or a finding crosses its
   * threshold.
   */
  readonly isLarge: boolean;
}

/** Every prediction before and after, in the model's order. */
export function occlusionChanges(
  tasks: readonly Task[],
  { before, after }: Pick<OcclusionResult, 'before' | 'after'>,
): OcclusionChange[] {
  return tasks.map((task) => {
    const [was, is] = [before.prediction[task.id], after.prediction[task.id]];
    const difference = is.mean - was.mean;
    const halfWidth = was.interval90 && (was.interval90[1] - was.interval90[0]) / 2;
    const isLarge =
      task.kind === 'classification'
        ? was.positive !== is.positive
        : halfWidth !== undefined && Math.abs(difference) > halfWidth;
    return { task, before: was.mean, after: is.mean, difference, isLarge };
  });
}
