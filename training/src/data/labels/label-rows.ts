import { taskDefinitions } from '@echonet/models/tasks';
import { sideOfWord, type Side } from '../split/side';
import { UserError } from '@echonet/command-line';
import { keyNames, type KeyName, type LabelMapping } from './mapping';
import { parseLabel } from './parse-label';
import type { Table, TableRow } from './read-table';

/** What a row of a table says about the clips that it is tied to. */
export interface LabelRow {
  /** "file:line", for messages. */
  readonly where: string;
  readonly keys: Readonly<Partial<Record<KeyName, string>>>;
  /** By task id, in the task's unit; a task whose cell is empty is absent. */
  readonly labels: Readonly<Record<string, number>>;
  readonly view?: string;
  readonly split?: Side;
}

/** A cell that was passed over. */
export interface LabelProblem {
  /** "file:line". */
  readonly where: string;
  readonly problem: string;
}

/** The rows of a table, under the most specific key that it has. */
export interface LabelTable {
  readonly key: KeyName;
  readonly rows: readonly LabelRow[];
  readonly problems: readonly LabelProblem[];
}

/** A column with a larger share of wrong cells is not in the unit or form that was said ... */
const mostWrong = 0.1;

/** ... unless they are so few, as in a small table, that each may be a slip of its own. */
const mostSlips = 2;

/**
 * Reads labels from a table. A cell that cannot be right is passed over and told; a column in which
 * more than a tenth is wrong (an EF of 0.55 %, a volume of 0.1 mL) is not in the unit that was said.
 * One or two wrong cells are slips even where they are more than a tenth, but not more than half.
 *
 * @throws {UserError} naming file and line: a column is missing, a row has no key or repeats
 *   another's with other labels, or too much of a column is wrong
 */
export function readLabelRows(table: Table, mapping: LabelMapping): LabelTable {
  refuseMissingColumns(table, mapping);
  const key = keyNames.find((name) => mapping.keys[name] !== undefined);
  if (!key) {
    throw new UserError(
      `${table.file}:1 has no column that ties its rows to clips (${keyNames.join(', ')}); it has ${table.columns.join(', ')}. Say which it is with --mapping.`,
    );
  }
  const problems: LabelProblem[] = [];
  const rows = table.rows.map((row) => readRow(row, table, mapping, problems));
  refuseWrongColumns(table, mapping, problems);
  return { key, rows: withoutRepeats(rows, key), problems };
}

function refuseMissingColumns({ file, columns }: Table, mapping: LabelMapping): void {
  const wanted = [
    ...Object.values(mapping.keys),
    ...Object.values(mapping.tasks).map((task) => task?.column),
    mapping.view?.column,
    mapping.split?.column,
  ];
  const missing = wanted.filter((name) => name !== undefined && !columns.includes(name));
  if (missing.length > 0) {
    throw new UserError(
      `${file}:1 has no column ${missing.join(', ')}; it has ${columns.join(', ')}.`,
    );
  }
}

function readRow(
  { line, cells }: TableRow,
  { file }: Table,
  { keys, tasks, view, split }: LabelMapping,
  problems: LabelProblem[],
): LabelRow {
  const where = `${file}:${line}`;
  const ownKeys: Partial<Record<KeyName, string>> = {};
  for (const name of keyNames) {
    const column = keys[name];
    if (column === undefined) continue;
    if (cells[column] === '') throw new UserError(`${where} has no ${column}.`);
    ownKeys[name] = cells[column];
  }
  const labels: Record<string, number> = {};
  for (const task of taskDefinitions) {
    const format = tasks[task.id];
    if (!format) continue;
    try {
      const label = parseLabel(cells[format.column], task, format);
      if (label !== undefined) labels[task.id] = label;
    } catch (error) {
      problems.push({ where, problem: (error as Error).message });
    }
  }
  return {
    where,
    keys: ownKeys,
    labels,
    view: view && translate(cells[view.column], view.values),
    split: split && sideOfWord(translate(cells[split.column], split.values) ?? ''),
  };
}

/** A word as the mapping translates it; undefined where the cell is empty. */
function translate(cell: string, words: Readonly<Record<string, string>> = {}): string | undefined {
  if (cell === '') return undefined;
  return (
    Object.entries(words).find(([word]) => word.toLowerCase() === cell.toLowerCase())?.[1] ?? cell
  );
}

function refuseWrongColumns(
  { file, rows }: Table,
  { tasks }: LabelMapping,
  problems: readonly LabelProblem[],
): void {
  for (const { id } of taskDefinitions) {
    const column = tasks[id]?.column;
    if (column === undefined) continue;
    const wrong = problems.filter(({ problem }) => problem.startsWith(`${id} `));
    const filled = rows.filter(({ cells }) => cells[column] !== '').length;
    const areSlips = wrong.length <= mostSlips && wrong.length <= filled / 2;
    if (wrong.length > mostWrong * filled && !areSlips) {
      throw new UserError(
        `${wrong.length} of ${filled} values in the column ${column} of ${file} cannot be right, the first at ${wrong[0].where}: ${wrong[0].problem}. Say the column's unit or words with --mapping.`,
      );
    }
  }
}

function withoutRepeats(rows: readonly LabelRow[], key: KeyName): LabelRow[] {
  const first = new Map<string, LabelRow>();
  for (const row of rows) {
    const earlier = first.get(row.keys[key]!);
    if (!earlier) {
      first.set(row.keys[key]!, row);
    } else if (JSON.stringify(earlier.labels) !== JSON.stringify(row.labels)) {
      throw new UserError(
        `${row.where} lists ${key} ${row.keys[key]} again, with other labels than ${earlier.where}.`,
      );
    }
  }
  return [...first.values()];
}
