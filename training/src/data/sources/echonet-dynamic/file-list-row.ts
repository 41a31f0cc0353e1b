import { volumeContradiction, volumeTaskIds } from '@echonet/dicom';
import { taskDefinitions } from '@echonet/models/tasks';
import { isMissing, parseLabel } from '../../labels/parse-label';
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

/** What a row says that cannot be right. */
export interface RowProblem {
  /** One clause. */
  readonly problem: string;
  /** Of the cell that is ignored; undefined where EF and volumes contradict each other. */
  readonly column?: string;
}

/** A clip with its ignored cells, or why the row has none. */
export type RowReading = {
  readonly line: number;
  readonly name: string;
  readonly problems: readonly RowProblem[];
} & (
  | { readonly clip: ListedClip; readonly problem?: undefined }
  | { readonly clip?: undefined; readonly problem: string }
);

/**
 * Parses one row. A cell that cannot be right is ignored, and so are EF and volumes that contradict each
 * other.
 *
 * @param cell returns the text of a column by name, ignoring case; empty when missing
 */
export function parseRow(cell: (column: string) => string, line: number): RowReading {
  const name = cell('FileName').replace(/\.avi$/i, '');
  const problems: RowProblem[] = [];
  if (!name) {
    return { line, name, problems, problem: 'There is no FileName.' };
  }
  const read: CellReader = (column, parse) => {
    try {
      return parse(cell(column));
    } catch (error) {
      problems.push({ problem: (error as Error).message, column });
      return undefined;
    }
  };
  const number = (column: string, lowest: number, highest: number) =>
    read(column, (text) => parseNumber(text, column, [lowest, highest]));
  const labels = readLabels(read);
  const contradiction = volumeContradiction(labels);
  if (contradiction) {
    problems.push({ problem: contradiction });
  }
  if (contradiction || Object.keys(labels).length === 0) {
    const reasons = problems.map(({ problem }) => `${problem}.`);
    const problem = reasons.join(' ') || 'There is no EF, ESV or EDV.';
    return { line, name, problems, problem };
  }
  const clip: ListedClip = {
    line,
    name,
    labels,
    frameHeight: number('FrameHeight', 1, 8192),
    frameWidth: number('FrameWidth', 1, 8192),
    framesPerSecond: number('FPS', 0.1, 2000),
    numberOfFrames: number('NumberOfFrames', 1, 100_000),
    ...read('Split', parseSplit),
    patient: readPatient(read),
  };
  return { line, name, problems, clip };
}

/** Parses the text of a column's cell; undefined, and reported, where it cannot be right. */
type CellReader = <Value>(
  column: string,
  parse: (text: string) => Value | undefined,
) => Value | undefined;

function readLabels(read: CellReader): Record<string, number> {
  return Object.fromEntries(
    taskDefinitions
      .filter(({ id }) => volumeTaskIds.includes(id))
      .flatMap((task) => {
        const value = read(task.id, (text) => parseLabel(text, task));
        return value === undefined ? [] : [[task.id, value] as const];
      }),
  );
}

/** @throws Error, one clause */
function parseNumber(
  cell: string,
  column: string,
  [lowest, highest]: readonly [number, number],
): number | undefined {
  if (isMissing(cell)) {
    return undefined;
  }
  const value = toNumber(cell);
  if (!Number.isFinite(value)) {
    throw new Error(`${column} is "${cell}", which is not a number`);
  }
  if (value < lowest || value > highest) {
    throw new Error(
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

/** @throws Error, one clause */
function parseSplit(cell: string): Pick<ListedClip, 'split' | 'fold'> {
  if (isMissing(cell)) {
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
  throw new Error(`Split is "${cell}"; TRAIN, VAL, TEST or a fold 0 to 9 is expected`);
}

/** EchoNet-Pediatric uses years, kilograms and centimetres. */
function readPatient(read: CellReader): ListedPatient {
  const number = (column: string, lowest: number, highest: number) =>
    read(column, (text) => parseNumber(text, column, [lowest, highest]));
  const centimetres = number('Height', 20, 250);
  return {
    sex: read('Sex', parseSex),
    ageYears: number('Age', 0, 120),
    weightKg: number('Weight', 0.3, 400),
    heightM: centimetres === undefined ? undefined : centimetres / 100,
  };
}

/** @throws Error, one clause */
function parseSex(cell: string): ListedPatient['sex'] {
  if (isMissing(cell)) {
    return undefined;
  }
  const sex = /^(f|female)$/i.test(cell) ? 'female' : /^(m|male)$/i.test(cell) ? 'male' : undefined;
  if (!sex) {
    throw new Error(`Sex is "${cell}"; F or M is expected`);
  }
  return sex;
}
