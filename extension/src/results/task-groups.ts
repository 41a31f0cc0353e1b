import type { Task } from '@echonet/models';
import {
  taskDefinition,
  taskGroups,
  type TaskGroup as CatalogueGroup,
} from '@echonet/models/tasks';

/** The catalogue's groups of what is read, and 'other' for all else that a model predicts. */
export type GroupName = Exclude<CatalogueGroup, 'view'> | 'other';

/** Tasks of one kind, in the model's order. */
export interface TaskGroup {
  readonly name: GroupName;
  readonly tasks: readonly Task[];
}

const groupNames: readonly GroupName[] = [
  ...taskGroups.filter((group) => group !== 'view'),
  'other',
];

function groupOf({ id }: Task): GroupName {
  const group = taskDefinition(id)?.group;
  return group === undefined || group === 'view' ? 'other' : group;
}

/** The model's tasks by group; the heart's function first, groups without a task left out. */
export function groupTasks(tasks: readonly Task[]): TaskGroup[] {
  return groupNames
    .map((name) => ({ name, tasks: tasks.filter((task) => groupOf(task) === name) }))
    .filter((group) => group.tasks.length > 0);
}
