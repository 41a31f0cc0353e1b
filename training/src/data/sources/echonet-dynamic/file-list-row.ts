import { parseLabel } from '../../labels/parse-label';
import { sideOfWord, type Side } from '../../split/side';
import { taskDefinitions, type TaskDefinition } from '@echonet/models/tasks';

/** A clip as its row of FileList.csv describes it. */
export interface ListedClip {
  /** 1-based line of the table. */
  readonly line: number;
  /** Name of the video without suffix. */
  readonly name: string;
  /** By task id (EF in %, ESV and EDV in mL); what the row leaves empty is absent. */
  readonly labels: Readonly<Record<string, number>>;
  /** Pixels, as the table has them. */
  readonly frameHeight?: number;
  readonly frameWidth?: number;
  readonly framesPerSecond?: number;
  readonly numberOfFrames?: number;
  /** The part of the cohort; absent where the table has fold numbers or says nothing. */
  readonly split?: Side;
  /** 0 to 9, the part of a cross-validation (EchoNet-Pediatric). */
  readonly fold?: number;
  /** What the columns Sex, Age, Weight and Height of EchoNet-Pediatric say. */
  readonly patient: ListedPatient;
}

/** The patient of a clip; what is missing or cannot be true is absent. */
export interface ListedPatient {
  readonly sex?: 'female' | 'male';
  readonly ageYears?: number;
  readonly weightKg?: number;
  readonly heightM?: number;
}

/** What became of a row: a clip, or why there is none. */
export type RowReading =
  | { line: number; name: string; clip: ListedClip; problem?: undefined }
  | { line: number; name: string; clip?: undefined; problem: string };

/** A row cannot be used; the message is one clause. */
class RowProblem extends Error {}

/**
 * Reads one row.
 *
 * @param cell gives the text of a column, in any case; empty where there is none
 */
export function parseRow(cell: (column: string) => string, line: number): RowReading {
  const name = cell('FileName').replace(/\.avi$/i, '');
  try {
    if (!name) throw new RowProblem('There is no FileName');
    const number = (column: string, lowest: number, highest: number) =>
      parseNumber(cell(column), column, [lowest, highest]);
    const clip: ListedClip = {
      line,
      name,
      labels: readLabels(cell),
      frameHeight: number('FrameHeight', 1, 8192),
      frameWidth: number('FrameWidth', 1, 8192),
      framesPerSecond: number('FPS', 0.1, 2000),
      numberOfFrames: number('NumberOfFrames', 1, 100_000),
      ...parseSplit(cell('Split')),
      patient: readPatient(cell),
    };
    return { line, name, clip };
  } catch (error) {
    if (!(error instanceof RowProblem)) throw error;
    return { line, name, problem: `${error.message}.` };
  }
}

function readLabels(cell: (column: string) => string): Record<string, number> {
  const labels: Record<string, number> = {};
  for (const task of taskDefinitions) {
    const { id } = task;
    if (id !== 'EF' && id !== 'ESV' && id !== 'EDV') continue;
    const value = labelOf(cell(id), task);
    if (value !== undefined) labels[id] = value;
  }
  if (Object.keys(labels).length === 0) throw new RowProblem('There is no EF, ESV or EDV');
  if (labels.ESV > labels.EDV) {
    throw new RowProblem(
      `ESV is ${labels.ESV} mL and EDV ${labels.EDV} mL; the end-systolic volume cannot be larger`,
    );
  }
  return labels;
}

function labelOf(cell: string, task: TaskDefinition): number | undefined {
  try {
    return parseLabel(cell, task);
  } catch (error) {
    throw new RowProblem((error as Error).message, { cause: error });
  }
}

function parseNumber(
  cell: string,
  column: string,
  [lowest, highest]: readonly [number, number],
): number | undefined {
  if (/^(nan|na|n\/a|null|none)?$/i.test(cell)) return undefined;
  const value = toNumber(cell);
  if (!Number.isFinite(value)) {
    throw new RowProblem(`${column} is "${cell}", which is not a number`);
  }
  if (value < lowest || value > highest) {
    throw new RowProblem(
      `${column} is ${cell}, which is outside of what can be true (${lowest} to ${highest})`,
    );
  }
  return value;
}

/** The number of a cell, which may have a decimal comma; NaN where it holds none. */
export function toNumber(cell: string): number {
  if (cell === '') return Number.NaN;
  return Number(/^[-+]?\d+,\d+$/.test(cell) ? cell.replace(',', '.') : cell);
}

function parseSplit(cell: string): Pick<ListedClip, 'split' | 'fold'> {
  if (cell === '') return {};
  const split = sideOfWord(cell);
  if (split) return { split };
  // pandas writes a column of whole numbers with gaps as 3.0.
  if (/^\d(\.0+)?$/.test(cell)) return { fold: Number(cell) };
  throw new RowProblem(`Split is "${cell}"; TRAIN, VAL, TEST or a fold 0 to 9 is expected`);
}

/** EchoNet-Pediatric gives years, kilograms and centimetres. */
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
