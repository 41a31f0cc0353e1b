import { volumeContradiction, volumeTaskIds } from '@echonet/dicom';
import { taskDefinitions, type TaskDefinition } from '@echonet/models/tasks';
import { parseLabel } from '../../labels/parse-label';
import { splitSetOfWord, type SplitSet } from '../../split/split-set';

/** A clip as described by its row of FileList.csv. */
export interface ListedClip {
  /** 1-based line number. */
  readonly line: number;
  readonly name: string;
  /** By task id (EF in %, ESV and EDV in mL); empty cells are absent. */
  readonly labels: Readonly<Record<string, number>>;
  /** Pixels. */
  readonly frameHeight?: number;
  readonly frameWidth?: number;
  readonly framesPerSecond?: number;
  readonly numberOfFrames?: number;
  /** Set of the cohort; absent for fold numbers or an empty cell. */
  readonly split?: SplitSet;
  /** 0 to 9, the fold of a cross-validation (EchoNet-Pediatric). */
  readonly fold?: number;
  /** The columns Sex, Age, Weight and Height of EchoNet-Pediatric. */
  readonly patient: ListedPatient;
}

/** Missing or implausible values are absent. */
export interface ListedPatient {
  readonly sex?: 'female' | 'male';
  readonly ageYears?: number;
  readonly weightKg?: number;
  readonly heightM?: number;
}

/** A clip with its ignored cells, or why the row has none. */
export type RowReading = {
  readonly line: number;
  readonly name: string;
  /** Sentences about cells that were ignored. */
  readonly ignored: readonly string[];
} & (
  | { readonly clip: ListedClip; readonly problem?: undefined }
  | { readonly clip?: undefined; readonly problem: string }
);

/** A cell that cannot be used; the message is one clause. */
class CellProblem extends Error {}

/**
 * Parses one row. A cell that cannot be right is ignored, and so are EF and volumes that contradict each
 * other.
 *
 * @param cell returns the text of a column by name, ignoring case; empty when missing
 */
export function parseRow(cell: (column: string) => string, line: number): RowReading {
  const name = cell('FileName').replace(/\.avi$/i, '');
  const ignored: string[] = [];
  if (!name) {
    return { line, name, ignored, problem: 'There is no FileName.' };
  }
  const attempt = <Value>(parse: () => Value): Value | undefined => {
    try {
      return parse();
    } catch (error) {
      if (!(error instanceof CellProblem)) {
        throw error;
      }
      ignored.push(`${error.message}.`);
      return undefined;
    }
  };
  const number = (column: string, lowest: number, highest: number) =>
    attempt(() => parseNumber(cell(column), column, [lowest, highest]));
  const labels = readLabels(cell, attempt);
  const contradiction = volumeContradiction(labels);
  if (contradiction) {
    ignored.push(`${contradiction}.`);
  }
  if (contradiction || Object.keys(labels).length === 0) {
    const problem = ['There is no EF, ESV or EDV.', ...ignored].slice(ignored.length > 0 ? 1 : 0);
    return { line, name, ignored: [], problem: problem.join(' ') };
  }
  const clip: ListedClip = {
    line,
    name,
    labels,
    frameHeight: number('FrameHeight', 1, 8192),
    frameWidth: number('FrameWidth', 1, 8192),
    framesPerSecond: number('FPS', 0.1, 2000),
    numberOfFrames: number('NumberOfFrames', 1, 100_000),
    ...attempt(() => parseSplit(cell('Split'))),
    patient: readPatient(cell),
  };
  return { line, name, ignored, clip };
}

function readLabels(
  cell: (column: string) => string,
  attempt: (parse: () => number | undefined) => number | undefined,
): Record<string, number> {
  return Object.fromEntries(
    taskDefinitions
      .filter(({ id }) => volumeTaskIds.includes(id))
      .flatMap((task) => {
        const value = attempt(() => labelOf(cell(task.id), task));
        return value === undefined ? [] : [[task.id, value] as const];
      }),
  );
}

function labelOf(cell: string, task: TaskDefinition): number | undefined {
  try {
    return parseLabel(cell, task);
  } catch (error) {
    throw new CellProblem((error as Error).message, { cause: error });
  }
}

function parseNumber(
  cell: string,
  column: string,
  [lowest, highest]: readonly [number, number],
): number | undefined {
  if (/^(nan|na|n\/a|null|none)?$/i.test(cell)) {
    return undefined;
  }
  const value = toNumber(cell);
  if (!Number.isFinite(value)) {
    throw new CellProblem(`${column} is "${cell}", which is not a number`);
  }
  if (value < lowest || value > highest) {
    throw new CellProblem(
      `${column} is ${cell}, which is outside of what can be true (${lowest} to ${highest})`,
    );
  }
  return value;
}

/** Parses a number that may have a decimal comma; NaN otherwise. */
export function toNumber(cell: string): number {
  if (cell === '') {
    return Number.NaN;
  }
  return Number(/^[-+]?\d+,\d+$/.test(cell) ? cell.replace(',', '.') : cell);
}

function parseSplit(cell: string): Pick<ListedClip, 'split' | 'fold'> {
  if (cell === '') {
    return {};
  }
  const split = splitSetOfWord(cell);
  if (split) {
    return { split };
  }
  // pandas writes a column of integers with gaps as 3.0.
  if (/^\d(\.0+)?$/.test(cell)) {
    return { fold: Number(cell) };
  }
  throw new CellProblem(`Split is "${cell}"; TRAIN, VAL, TEST or a fold 0 to 9 is expected`);
}

/** EchoNet-Pediatric uses years, kilograms and centimetres. */
function readPatient(cell: (column: string) => string): ListedPatient {
  const within = (column: string, lowest: number, highest: number) => {
    const value = toNumber(cell(column));
    return value >= lowest && value <= highest ? value : undefined;
  };
  const sex = cell('Sex').toLowerCase();
  const centimetres = within('Height', 20, 250);
  return {
    sex: /^(f|female)$/.test(sex) ? 'female' : /^(m|male)$/.test(sex) ? 'male' : undefined,
    ageYears: within('Age', 0, 120),
    weightKg: within('Weight', 0.3, 400),
    heightM: centimetres === undefined ? undefined : centimetres / 100,
  };
}
