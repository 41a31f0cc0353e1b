import {
  viewTaskIds,
  taskDefinition,
  taskDefinitions,
  type TaskDefinition,
} from '@echonet/models/tasks';
import { UserError } from '@echonet/command-line';

/**
 * Whether a model of these tasks reads clips or classifies views.
 *
 * @throws {UserError} when view tasks are mixed with others or incomplete
 */
export function purposeOf(taskIds: readonly string[]): 'reading' | 'view' {
  const found = viewTaskIds.filter((id) => taskIds.includes(id)).length;
  if (found === 0) {
    return 'reading';
  }
  if (found === viewTaskIds.length && taskIds.length === found) {
    return 'view';
  }
  throw new UserError(
    `A view classifier learns ${viewTaskIds.join(', ')} together and nothing else; name just these with --tasks.`,
  );
}

/** Looks tasks up by id. @throws {UserError} for an unknown id */
export function findTasks(ids: readonly string[]): TaskDefinition[] {
  return ids.map((id) => {
    const task = taskDefinition(id);
    if (!task) {
      const known = taskDefinitions.map((definition) => definition.id).join(', ');
      throw new UserError(`There is no task ${id}; the tasks are ${known}.`);
    }
    return task;
  });
}
