import type { Task } from '@echonet/models';
import { taskDefinition } from '@echonet/models/tasks';
import { unitCode } from '../sr/codes';
import type { EarlierValue } from './read-report';

type StoredValue = Pick<EarlierValue, 'taskId' | 'unit'>;

/** Whether a task is what a stored value is of, and in its unit. */
export function isOfTask({ taskId, unit }: StoredValue, task: Task): boolean {
  return task.id === taskId && unitCode(task).value === unit;
}

/**
 * What names a stored value and says its decimals: a task of the model in use, which need not be the
 * report's, or else one of the catalogue.
 *
 * @returns undefined where neither has the value in its unit
 */
export function taskOfValue(tasks: readonly Task[], value: StoredValue): Task | undefined {
  return [...tasks, ...catalogueTask(value.taskId)].find((task) => isOfTask(value, task));
}

function catalogueTask(taskId: string): Task[] {
  const definition = taskDefinition(taskId);
  if (!definition) {
    return [];
  }
  const { id, name, kind, unit, plausible } = definition;
  return [{ id, name, kind, unit, range: plausible, outputIndex: 0, metrics: {} }];
}
