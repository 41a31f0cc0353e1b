import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { taskDefinitions } from '@echonet/models/tasks';
import { UserError } from '@echonet/command-line';
import { unitFactor } from './parse-label';

/** Keys that tie a row to clips, most specific first. */
export const keyNames = [
  'FileName',
  'SOPInstanceUID',
  'StudyInstanceUID',
  'AccessionNumber',
  'PatientID',
] as const;
export type KeyName = (typeof keyNames)[number];

const values = v.record(v.string(), v.number());
const words = v.record(v.string(), v.string());
const taskIds = taskDefinitions.map(({ id }) => id);

const mapping = v.strictObject({
  /** Columns of the keys. */
  keys: v.partial(v.strictObject(v.entriesFromList([...keyNames], v.string()))),
  /** By task id: column, unit, and labels of words. */
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
  /** Column of the view, and its words for our view names (A4C, ...). */
  view: v.optional(v.strictObject({ column: v.string(), values: v.optional(words) })),
  /** Column of a given split, and its words for train, validation and test. */
  split: v.optional(v.strictObject({ column: v.string(), values: v.optional(words) })),
});

/** Maps the columns of a site's table. */
export type LabelMapping = v.InferOutput<typeof mapping>;

/** Reads a mapping file. @throws {UserError} naming the first invalid field */
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

/** Mapping of a table that uses this program's own column names, in any case. */
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
