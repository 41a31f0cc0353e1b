import type { ClipPrediction, Task } from '@echonet/models';
import type { EarlierReport, EarlierValue } from './read-report';
import { isOfTask } from './task-of-value';

/** A value of an earlier report beside the current result. */
export interface Comparison {
  readonly task: Task;
  readonly earlier: EarlierValue;
  /** Absent while there is no final result. */
  readonly now?: number;
  /** now - earlier, in the task's unit. */
  readonly difference?: number;
}

/**
 * Compares the tasks that the current model predicts as well and in the same unit, in its order.
 *
 * @param current undefined while there is no final result
 */
export function compareWith(
  earlier: EarlierReport,
  tasks: readonly Task[],
  current: ClipPrediction | undefined,
): Comparison[] {
  return tasks.flatMap((task) => {
    const before = earlier.values.find((value) => isOfTask(value, task));
    if (!before) {
      return [];
    }
    const now = current?.[task.id]?.mean;
    return [
      {
        task,
        earlier: before,
        now,
        difference: now === undefined ? undefined : now - before.value,
      },
    ];
  });
}

/** Whether the values of an earlier report and the current ones are known to be of different clips. */
export function isOfOtherClips(
  { valuesOfClips }: EarlierReport,
  current: readonly string[],
): boolean {
  return (
    valuesOfClips.length > 0 &&
    (valuesOfClips.length !== current.length ||
      valuesOfClips.some((SOPInstanceUID) => !current.includes(SOPInstanceUID)))
  );
}
