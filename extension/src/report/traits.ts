import type { Task } from '@echonet/models';
import { taskDefinition } from '@echonet/models/tasks';

/** Age, sex, weight and height: what the patient's record has, and a network only infers. */
export function isTrait({ id }: Pick<Task, 'id'>): boolean {
  return taskDefinition(id)?.group === 'systemic';
}
