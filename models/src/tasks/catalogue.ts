import { functionTasks } from './function-tasks';
import { structureTasks } from './structure-tasks';
import { systemicTasks } from './systemic-tasks';
import type { TaskDefinition } from './task-definition';
import { viewTasks } from './view-tasks';

/**
 * Every task that can be trained, in the order of tables and reports: those of Ghorbani et al. 2020
 * on the apical four-chamber view, and those of the classifier that finds that view. A new task is
 * one entry, with its translations in the viewer's strings.
 */
export const taskDefinitions: readonly TaskDefinition[] = [
  ...functionTasks,
  ...structureTasks,
  ...systemicTasks,
  ...viewTasks,
];

/** @returns undefined for tasks that a model brings and the catalogue does not know */
export function taskDefinition(id: string): TaskDefinition | undefined {
  return taskDefinitions.find((definition) => definition.id === id);
}

/**
 * What a report or a table of labels says about the heart: systemic tasks come from the header, and
 * those of the view from the view's name.
 */
export const heartTaskIds: readonly string[] = [...functionTasks, ...structureTasks].map(
  ({ id }) => id,
);

/** What a model may predict about the patient rather than the heart. */
export const systemicTaskIds: readonly string[] = systemicTasks.map(({ id }) => id);
