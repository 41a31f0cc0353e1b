import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { taskDefinitions } from '@echonet/models/tasks';
import { UserError } from '@echonet/command-line';
import { unitFactor } from './parse-label';

/** What ties a row to clips, from the most to the least specific. */
export const keyNames = [
  'FileName',
  'SOPInstanceUID',
  'StudyInstanceUID',
  'AccessionNumber',
  'PatientID',
] as const;
/** See {@link keyNames}. */
export type KeyName = (typeof keyNames)[number];

const values = v.record(v.string(), v.number());
const words = v.record(v.string(), v.string());
const taskIds = taskDefinitions.map(({ id }) => id);

const mapping = v.strictObject({
  /** Which columns tie a row to clips. */
  keys: v.partial(v.strictObject(v.entriesFromList([...keyNames], v.string()))),
  /** By task id: the column of its labels, their unit, and words with the labels they mean. */
  tasks: v.partial(
    v.strictObject(
      v.entriesFromList(
        taskIds,
        v.strictObject({
          column: v.string(),
          unit: v.optional(v.string()),
          values: v.optional(values),
        }),
      ),
    ),
  ),
  /** The column of the view, and its words for our names (A4C, ...). */
  view: v.optional(v.strictObject({ column: v.string(), values: v.optional(words) })),
  /** The column of a given split, and its words for train, validation and test. */
  split: v.optional(v.strictObject({ column: v.string(), values: v.optional(words) })),
});

/** How a site's table is read: which column is what. */
export type LabelMapping = v.InferOutput<typeof mapping>;

/**
 * Reads a mapping file.
 *
 * @throws {UserError} naming the first field that is wrong
 */
export function readMapping(file: string): LabelMapping {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new UserError(
      `The column mapping ${file} cannot be read as JSON: ${(error as Error).message}`,
    );
  }
  const parsed = v.safeParse(mapping, json);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    throw new UserError(
      `The column mapping ${file} is wrong at ${v.getDotPath(issue) ?? 'its top'}: ${issue.message}`,
    );
  }
  for (const task of taskDefinitions) {
    try {
      unitFactor(task, parsed.output.tasks[task.id]?.unit);
    } catch (error) {
      throw new UserError(`The column mapping ${file} is wrong: ${(error as Error).message}.`);
    }
  }
  return parsed.output;
}

/** Columns under the names that this program uses itself, in any case. */
export function standardMapping(columns: readonly string[]): LabelMapping {
  const find = (name: string) =>
    columns.find((column) => column.toLowerCase() === name.toLowerCase());
  const named = (names: readonly string[]) =>
    names.flatMap((name) => {
      const column = find(name);
      return column === undefined ? [] : [[name, column] as const];
    });
  const [view, split] = [find('View'), find('Split')];
  return {
    keys: Object.fromEntries(named(keyNames)),
    tasks: Object.fromEntries(named(taskIds).map(([id, column]) => [id, { column }])),
    view: view === undefined ? undefined : { column: view },
    split: split === undefined ? undefined : { column: split },
  };
}
