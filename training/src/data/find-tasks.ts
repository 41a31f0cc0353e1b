import { viewTaskIds } from '@echonet/models';
import { taskDefinition, taskDefinitions, type TaskDefinition } from '@echonet/models/tasks';
import { UserError } from '@echonet/command-line';

/**
 * What a model of these tasks is for.
 *
 * @throws {UserError} when only some are a view classifier's
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

/** The tasks of a list of ids. @throws {UserError} when one is not known */
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
