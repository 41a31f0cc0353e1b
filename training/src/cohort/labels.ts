import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import type { TaskDefinition } from '../tasks';
import { UserError } from '../user-error';

/** One clip of the table of labels. */
export interface LabelledClip {
  readonly patientId: string;
  /** As in the table, relative to the table's folder. */
  readonly fileName: string;
  /** By task id; a task whose cell is empty is absent. */
  readonly labels: Readonly<Record<string, number>>;
}

/**
 * Reads labels.csv: columns PatientID, FileName and one for each task; other columns are ignored,
 * an empty cell means that the label is not known.
 *
 * @throws {UserError} naming file and line when a column is missing, a label is no number or out of
 *   its task's range, or a clip is listed twice
 */
export async function readLabels(
  file: string,
  tasks: readonly TaskDefinition[],
): Promise<LabelledClip[]> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch {
    throw new UserError(
      `There is no table of labels at ${file}; it needs the columns PatientID, FileName and ${tasks.map(({ column }) => column).join(', ')}.`,
    );
  }
  return parseLabels(text, file, tasks);
}

/** {@link readLabels} on the text of the table. */
export function parseLabels(
  text: string,
  file: string,
  tasks: readonly TaskDefinition[],
): LabelledClip[] {
  const rows = parseRows(text, file);
  const columns = Object.keys(rows[0]?.record ?? {});
  const missing = ['PatientID', 'FileName', ...tasks.map(({ column }) => column)].filter(
    (column) => !columns.includes(column),
  );
  if (rows.length === 0) throw new UserError(`${path.basename(file)} lists no clip.`);
  if (missing.length > 0) {
    throw new UserError(
      `${file}:1 has no column ${missing.join(', ')} (it has ${columns.join(', ')}); add the column, or name the tasks to train with --tasks.`,
    );
  }
  const lineOfFile = new Map<string, number>();
  return rows.map(({ record, line }) => {
    const where = `${file}:${line}`;
    const fileName = record['FileName'].trim();
    const patientId = record['PatientID'].trim();
    if (!fileName || !patientId) throw new UserError(`${where} has no PatientID or FileName.`);
    const earlier = lineOfFile.get(fileName);
    if (earlier)
      throw new UserError(`${where} lists ${fileName} again (first in line ${earlier}).`);
    lineOfFile.set(fileName, line);
    const labels: Record<string, number> = {};
    for (const task of tasks) {
      const label = parseLabel(record[task.column], task, where);
      if (label !== undefined) labels[task.id] = label;
    }
    return { patientId, fileName, labels };
  });
}

function parseRows(text: string, file: string): { record: Record<string, string>; line: number }[] {
  try {
    const rows: { record: Record<string, string>; info: { lines: number } }[] = parse(text, {
      columns: (header: string[]) => header.map((name) => name.trim()),
      bom: true,
      info: true,
      skip_empty_lines: true,
    });
    return rows.map(({ record, info }) => ({ record, line: info.lines }));
  } catch (error) {
    throw new UserError(`${file} is not a readable CSV table: ${(error as Error).message}`);
  }
}

function parseLabel(cell: string, task: TaskDefinition, where: string): number | undefined {
  const trimmed = cell.trim();
  if (trimmed === '') return undefined;
  const value = Number(trimmed);
  if (!Number.isFinite(value)) {
    throw new UserError(`${where}: ${task.column} is "${trimmed}", which is not a number.`);
  }
  if (task.kind === 'classification' && value !== 0 && value !== 1) {
    throw new UserError(`${where}: ${task.column} is ${trimmed}; it must be 0 (no) or 1 (yes).`);
  }
  const [lowest, highest] = task.plausible;
  if (value < lowest || value > highest) {
    throw new UserError(
      `${where}: ${task.column} is ${trimmed} ${task.unit}, outside of what can be true (${lowest} to ${highest}).`,
    );
  }
  return value;
}
