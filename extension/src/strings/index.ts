import type { Task } from '@echonet/models';
import { de } from './de';
import { en } from './en';
import type { Strings } from './en';

export type { Strings } from './en';

const byLanguage: Readonly<Record<string, Strings>> = { en, de };

/**
 * What the panel says in a language; English where that one is not there.
 *
 * @param language BCP 47 tag, of which the first part counts
 */
export function stringsFor(language: string): Strings {
  const [primary] = language.toLowerCase().split(/[-_]/);
  return Object.hasOwn(byLanguage, primary) ? byLanguage[primary] : en;
}

/** A task's name: the language's own for the tasks that it knows, otherwise the model's. */
export function taskName({ taskNames }: Strings, { id, name }: Task): string {
  return Object.hasOwn(taskNames, id) ? taskNames[id] : name;
}
