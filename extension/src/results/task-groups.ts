import type { Task } from '@echonet/models';

/** What a task is about; Ghorbani et al. 2020 group their results alike. */
export type GroupName = 'function' | 'structure' | 'systemic' | 'other';

/** Tasks of the same kind, in the model's order. */
export interface TaskGroup {
  readonly name: GroupName;
  readonly tasks: readonly Task[];
}

const groupNames: readonly GroupName[] = ['function', 'structure', 'systemic', 'other'];

const groupOf: ReadonlyMap<string, GroupName> = new Map([
  ['EF', 'function'],
  ['EDV', 'function'],
  ['ESV', 'function'],
  ['lead', 'structure'],
  ['LAVolume', 'structure'],
  ['RADimension', 'structure'],
  ['LADilation', 'structure'],
  ['LVH', 'structure'],
  ['age', 'systemic'],
  ['sex', 'systemic'],
  ['height', 'systemic'],
  ['weight', 'systemic'],
]);

/** The model's tasks by group; the heart's function first, groups without a task left out. */
export function groupTasks(tasks: readonly Task[]): TaskGroup[] {
  return groupNames
    .map((name) => ({
      name,
      tasks: tasks.filter(({ id }) => (groupOf.get(id) ?? 'other') === name),
    }))
    .filter((group) => group.tasks.length > 0);
}
