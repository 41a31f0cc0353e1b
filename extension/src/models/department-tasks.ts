import type { Manifest, Task } from '@echonet/models';
import type { EchoNetConfig } from '../config';
import type { FoundModel } from './model-sources';

/** A model with the department's selection of tasks and thresholds. */
export interface ShownModel extends FoundModel {
  /** Settings that do not fit the model, as a sentence. */
  readonly problem?: string;
}

/** Keeps the tasks that the settings name and applies their thresholds. */
export function withDepartmentTasks(
  { manifest, modelUrl }: FoundModel,
  { tasks, thresholds }: Pick<EchoNetConfig, 'tasks' | 'thresholds'>,
): ShownModel {
  const ids = manifest.tasks.map(({ id }) => id);
  const findings = manifest.tasks.filter(isFinding).map(({ id }) => id);
  const problems = [
    ...namesOutside('tasks', tasks ?? [], ids),
    ...namesOutside('thresholds', Object.keys(thresholds), findings),
  ];
  const kept = manifest.tasks.filter(({ id }) => tasks?.includes(id) ?? true);
  const shown: Manifest = {
    ...manifest,
    tasks: kept.map((task) =>
      isFinding(task) && Object.hasOwn(thresholds, task.id)
        ? { ...task, decisionThreshold: thresholds[task.id] }
        : task,
    ),
  };
  return {
    manifest: shown,
    modelUrl,
    ...(problems.length > 0 && { problem: `${manifest.name}: ${problems.join(' ')}` }),
  };
}

function isFinding({ kind }: Task): boolean {
  return kind === 'classification';
}

function namesOutside(setting: string, named: readonly string[], known: readonly string[]) {
  const unknown = named.filter((id) => !known.includes(id));
  return unknown.length === 0
    ? []
    : [
        `echonet.${setting} names ${unknown.join(', ')}, and the model has ` +
          `${known.length > 0 ? known.join(', ') : 'none of that kind'}.`,
      ];
}
