import { describe, expect, it } from '@jest/globals';
import { taskDefinitions } from '@echonet/models/tasks';
import { de } from './de';
import { en } from './en';

/** Every text of a dictionary by its path; functions are texts that wait for something. */
function textsOf(value: unknown, path = ''): Map<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return new Map([[path, value]]);
  }
  return new Map(
    Object.entries(value).flatMap(([key, inner]) => [
      ...textsOf(inner, path ? `${path}.${key}` : key),
    ]),
  );
}

/** Names of tasks are the model's own in English. */
const isTaskName = (path: string) => path.startsWith('taskNames');

describe('German', () => {
  const [english, german] = [textsOf(en), textsOf(de)];

  it('says everything that English says, and nothing else', () => {
    const paths = (texts: Map<string, unknown>) =>
      [...texts.keys()].filter((path) => !isTaskName(path)).sort();
    expect(paths(german)).toEqual(paths(english));
  });

  it('says it with the same kind of text, and never with an empty one', () => {
    for (const [path, text] of german) {
      if (isTaskName(path)) continue;
      const original = english.get(path);
      expect([path, typeof text]).toEqual([path, typeof original]);
      if (typeof text === 'string') expect([path, text.trim()]).not.toEqual([path, '']);
      // A text that leaves out what it is given says less than the original.
      if (typeof text === 'function' && typeof original === 'function') {
        expect([path, text.length]).toEqual([path, original.length]);
      }
    }
  });

  it('names every task of the catalogue that is read', () => {
    const ids = taskDefinitions.filter(({ group }) => group !== 'view').map(({ id }) => id);
    expect(Object.keys(de.taskNames)).toEqual(expect.arrayContaining(ids));
  });
});
