import { taskDefinitions } from '@echonet/models/tasks';
import { UserError } from '@echonet/command-line';
import { volumeContradiction, volumeTaskIds } from '@echonet/dicom';
import { splitSetOfWord, splitSets, type SplitSet } from '../split/split-set';
import { keyNames, type KeyName, type LabelMapping } from './mapping';
import { isMissing, meaningOf, parseLabel, type LabelFormat } from './parse-label';
import type { Table, TableRow } from './read-table';
import { refuseContradictions, refuseWrongColumns, type CellProblem } from './wrong-columns';

/** The labels of one row of a table and the keys that tie it to clips. */
export interface LabelRow {
  /** "file:line", for messages. */
  readonly where: string;
  readonly keys: Readonly<Partial<Record<KeyName, string>>>;
  /** By task id, in the task's unit; empty cells are absent. */
  readonly labels: Readonly<Record<string, number>>;
  readonly view?: string;
  readonly split?: SplitSet;
}

/** Cells of a row that were ignored. */
export interface LabelProblem {
  /** "file:line". */
  readonly where: string;
  readonly problem: string;
}

/** The rows of a table by the most specific key that the table has. */
export interface LabelTable {
  readonly key: KeyName;
  readonly rows: readonly LabelRow[];
  readonly problems: readonly LabelProblem[];
  /** Columns that the mapping does not name. */
  readonly unusedColumns: readonly string[];
  /** Whether the mapping names a label or a view. */
  readonly hasLabels: boolean;
}

/**
 * The form in which a key is compared: identifiers are written in any case, names of files in that of
 * the file system.
 */
export function comparableKey(key: KeyName, text: string): string {
  return key === 'FileName' ? text : text.trim().toLowerCase();
}

/**
 * Reads labels from a table. An implausible cell is ignored and reported, and so are EF and volumes
 * that contradict each other.
 *
 * @throws {UserError} naming file and line: a column is missing, a row has no key or repeats
 * another's key with other labels, another view or set, or too many cells or rows are wrong
 */
export function readLabelRows(table: Table, mapping: LabelMapping): LabelTable {
  refuseMissingColumns(table, mapping);
  const key = keyNames.find((name) => mapping.keys[name] !== undefined);
  if (!key) {
    throw new UserError(
      `${table.file}:1 has no column that ties its rows to clips (${keyNames.join(', ')}); it has ${table.columns.join(', ')}. Say which it is with --mapping.`,
    );
  }
  const problems: CellProblem[] = [];
  const rows = table.rows.map((row) => readRow(row, table, mapping, problems));
  refuseWrongColumns(
    table.file,
    taskDefinitions.flatMap(({ id }) => {
      const format = mapping.tasks[id];
      return format ? [{ name: format.column, filled: filledRows(table, format).length }] : [];
    }),
    problems,
    "Say the column's unit or words with --mapping.",
  );
  const { EDV, ESV } = mapping.tasks;
  refuseContradictions(table.file, filledRows(table, EDV, ESV).length, problems);
  return {
    key,
    rows: withoutRepeats(rows, key),
    problems: problems.map(({ where, problem }) => ({ where, problem })),
    unusedColumns: table.columns.filter(
      (name) => name !== '' && !namedColumns(mapping).includes(name),
    ),
    hasLabels: Object.keys(mapping.tasks).length > 0 || mapping.view !== undefined,
  };
}

function refuseMissingColumns({ file, columns }: Table, mapping: LabelMapping): void {
  const missing = namedColumns(mapping).filter((name) => !columns.includes(name));
  if (missing.length > 0) {
    throw new UserError(
      `${file}:1 has no column ${missing.join(', ')}; it has ${columns.join(', ')}.`,
    );
  }
}

function namedColumns({ keys, tasks, view, split }: LabelMapping): string[] {
  const ofTasks = Object.values(tasks).map((task) => task?.column);
  return [...Object.values(keys), ...ofTasks, view?.column, split?.column].filter(
    (name) => name !== undefined,
  );
}

function readRow(
  { line, cells }: TableRow,
  { file }: Table,
  { keys, tasks, view, split }: LabelMapping,
  problems: CellProblem[],
): LabelRow {
  const where = `${file}:${line}`;
  const ownKeys: Partial<Record<KeyName, string>> = {};
  for (const name of keyNames) {
    const column = keys[name];
    if (column === undefined) {
      continue;
    }
    if (isMissing(cells[column])) {
      throw new UserError(`${where} has no ${column}.`);
    }
    ownKeys[name] = cells[column];
  }
  const labels: Record<string, number> = {};
  for (const task of taskDefinitions) {
    const format = tasks[task.id];
    if (!format) {
      continue;
    }
    try {
      const label = parseLabel(cells[format.column], task, format);
      if (label !== undefined) {
        labels[task.id] = label;
      }
    } catch (error) {
      problems.push({ where, problem: (error as Error).message, column: format.column });
    }
  }
  const contradiction = volumeContradiction(labels);
  if (contradiction) {
    problems.push({ where, problem: contradiction });
    volumeTaskIds.forEach((id) => delete labels[id]);
  }
  const setWord = split && translate(cells[split.column], split.values);
  const splitSet = splitSetOfWord(setWord ?? '');
  if (setWord !== undefined && !splitSet && !isFold(setWord)) {
    problems.push({
      where,
      problem: `Split is "${setWord}"; it must be ${splitSets.join(', ')}`,
      column: split?.column,
    });
  }
  return {
    where,
    keys: ownKeys,
    labels,
    view: view && translate(cells[view.column], view.values),
    split: splitSet,
  };
}

/** The number of a fold of a cross-validation, which is no set. */
function isFold(word: string): boolean {
  return /^\d+(\.0+)?$/.test(word);
}

/** Maps a word by the mapping file; undefined for a missing one. */
function translate(cell: string, words: Readonly<Record<string, string>> = {}): string | undefined {
  return meaningOf(cell, words) ?? (isMissing(cell) ? undefined : cell);
}

/** Rows with something in every one of these columns. */
function filledRows(
  { rows }: Table,
  ...columns: readonly ((LabelFormat & { readonly column: string }) | undefined)[]
): readonly TableRow[] {
  return rows.filter(({ cells }) =>
    columns.every((format) => format && !isMissing(cells[format.column], format.values)),
  );
}

/** What rows of one key must agree in, and how an error names a difference. */
const differences = [
  ['labels', 'other labels'],
  ['view', 'another view'],
  ['split', 'another set of the split'],
] as const;

function withoutRepeats(rows: readonly LabelRow[], key: KeyName): LabelRow[] {
  const first = new Map<string, LabelRow>();
  for (const row of rows) {
    const own = comparableKey(key, row.keys[key]!);
    const earlier = first.get(own);
    if (!earlier) {
      first.set(own, row);
      continue;
    }
    for (const [of, otherwise] of differences) {
      if (JSON.stringify(earlier[of]) !== JSON.stringify(row[of])) {
        throw new UserError(
          `${row.where} lists ${key} ${row.keys[key]} again, with ${otherwise} than ${earlier.where}.`,
        );
      }
    }
  }
  return [...first.values()];
}
