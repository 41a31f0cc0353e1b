import type { TaskDefinition } from '@echonet/models/tasks';

export interface LabelFormat {
  /** Unit of the numbers; by default the task's unit. */
  readonly unit?: string;
  /** Labels of words; case is ignored. */
  readonly values?: Readonly<Record<string, number>>;
}

/** What people and programs write for nothing: #N/A and #NV come from Excel, <NA> from pandas, a point from SAS. */
const missing = new Set([
  ...['', '-', '--', '–', '—', '?', '.', 'na', 'n/a', 'n.a.', '#n/a', '#nv', '<na>'],
  ...['nan', 'null', 'none', 'missing', 'unk', 'unknown', 'not available'],
  ...['k.a.', 'k. a.', 'unbekannt', 'fehlt'],
]);

/**
 * Whether a cell holds nothing: empty, or what is written in place of a missing value.
 *
 * @param words that have a meaning of their own in its column, such as "none" where no device is 0
 */
export function isMissing(cell: string, words: Readonly<Record<string, unknown>> = {}): boolean {
  return missing.has(cell.toLowerCase()) && meaningOf(cell, words) === undefined;
}

/** What a column's word stands for, in any case. */
export function meaningOf<Meaning>(
  cell: string,
  words: Readonly<Record<string, Meaning>>,
): Meaning | undefined {
  return Object.entries(words).find(([word]) => word.toLowerCase() === cell.toLowerCase())?.[1];
}

/**
 * Parses one label in the task's unit; undefined for a missing one. A comma is the decimal
 * separator where the text has no point. A unit in the cell ("55 %") goes before that of the column.
 *
 * @throws Error with the reason, without file or line
 */
export function parseLabel(
  cell: string,
  task: TaskDefinition,
  { unit, values = {} }: LabelFormat = {},
): number | undefined {
  if (isMissing(cell, values)) {
    return undefined;
  }
  const word = meaningOf(cell, values) ?? meaningOf(cell, task.words ?? {});
  const written = withoutUnit(cell);
  const number = word ?? toNumber(written.number);
  if (!Number.isFinite(number)) {
    throw new Error(`${task.id} is "${cell}", which is not a number`);
  }
  const value = word ?? number * unitFactor(task, written.unit ?? unit);
  if (task.kind === 'classification' && value !== 0 && value !== 1) {
    throw new Error(`${task.id} is ${cell}; it must be 0 (no) or 1 (yes)`);
  }
  const [lowest, highest] = task.plausible;
  if (value < lowest || value > highest) {
    const inUnit = task.unit ? ` ${task.unit}` : '';
    throw new Error(
      `${task.id} is ${cell}, which is outside of what can be true (${lowest} to ${highest}${inUnit})`,
    );
  }
  // Avoids results such as 55.00000000000001.
  return Number(value.toPrecision(12));
}

/** Decimal, with or without an exponent; `Number` alone reads 0x37, 0b11 and 0o7 too. */
const plainNumber = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i;

/** Takes the unit off a cell such as "55%" or "1,72 m". */
function withoutUnit(cell: string): { readonly number: string; readonly unit?: string } {
  if (plainNumber.test(cell)) {
    return { number: cell };
  }
  const [, number, unit] = /^([-+]?\d+(?:[.,]\d+)?)\s*(%|[a-z]+[23]?)$/i.exec(cell) ?? [];
  return number === undefined ? { number: cell } : { number, unit };
}

function toNumber(text: string): number {
  const decimal = /^[-+]?\d+,\d+$/.test(text) ? text.replace(',', '.') : text;
  return plainNumber.test(decimal) ? Number(decimal) : Number.NaN;
}

/** Factor from a unit to the task's unit. @throws Error when the task cannot have that unit */
export function unitFactor(task: TaskDefinition, unit?: string): number {
  if (unit === undefined || unit === task.unit) {
    return 1;
  }
  const factor = task.otherUnits?.[unit.toLowerCase()];
  if (factor === undefined) {
    const known = Object.keys(task.otherUnits ?? {}).join(', ') || 'none';
    throw new Error(`${task.id} cannot be in ${unit}; units that it can be in: ${known}`);
  }
  return factor;
}
