import type { Manifest, Task } from '@echonet/models';
import { de } from './de';
import { en, type Strings } from './en';

export type { Strings } from './en';

const byLanguage: Readonly<Record<string, Strings>> = { en, de };

/**
 * Falls back on English.
 *
 * @param language BCP 47 tag; only the primary language counts
 */
export function stringsFor(language: string): Strings {
  const [primary] = language.toLowerCase().split(/[-_]/);
  return Object.hasOwn(byLanguage, primary) ? byLanguage[primary] : en;
}

/** The model's own name for tasks that the strings do not know. */
export function taskName({ taskNames }: Strings, { id, name }: Task): string {
  return Object.hasOwn(taskNames, id) ? taskNames[id] : name;
}

/** Falls back on the task's name. */
export function shortTaskName(strings: Strings, task: Task): string {
  const { taskAbbreviations } = strings;
  return Object.hasOwn(taskAbbreviations, task.id)
    ? taskAbbreviations[task.id]
    : taskName(strings, task);
}

/** A model's name and version, and whether it was trained on simulated data. */
export function modelTitle(
  { model }: Strings,
  manifest: Pick<Manifest, 'name' | 'version' | 'provenance'>,
): string {
  return model.version(manifest.name, manifest.version, manifest.provenance.simulated);
}
