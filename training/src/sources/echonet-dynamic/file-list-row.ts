import { taskDefinitions } from '../../tasks';

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
  readonly split?: 'train' | 'validation' | 'test';
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

/** A row cannot be used; the message is one sentence. */
class RowProblem extends Error {}

/**
 * Reads one row.
 *
 * @param record cells by column name in lower case
 * @param decimalComma whether numbers may be written with one
 */
export function parseRow(
  record: Readonly<Record<string, string | undefined>>,
  line: number,
  decimalComma: boolean,
): RowReading {
  const cell = (column: string) => record[column.toLowerCase()]?.trim() ?? '';
  const name = cell('FileName').replace(/\.avi$/i, '');
  try {
    if (!name) throw new RowProblem('there is no FileName.');
    const number = (column: string, lowest: number, highest: number) =>
      parseNumber(cell(column), column, [lowest, highest], decimalComma);
    const clip: ListedClip = {
      line,
      name,
      labels: readLabels(number),
      frameHeight: number('FrameHeight', 1, 8192),
      frameWidth: number('FrameWidth', 1, 8192),
      framesPerSecond: number('FPS', 0.1, 2000),
      numberOfFrames: number('NumberOfFrames', 1, 100_000),
      ...parseSplit(cell('Split')),
      patient: readPatient(cell, decimalComma),
    };
    return { line, name, clip };
  } catch (error) {
    if (!(error instanceof RowProblem)) throw error;
    return { line, name, problem: error.message };
  }
}

function readLabels(
  number: (column: string, lowest: number, highest: number) => number | undefined,
): Record<string, number> {
  const labels: Record<string, number> = {};
  for (const { id, plausible } of taskDefinitions) {
    if (id !== 'EF' && id !== 'ESV' && id !== 'EDV') continue;
    const value = number(id, ...plausible);
    if (value !== undefined) labels[id] = value;
  }
  if (Object.keys(labels).length === 0) throw new RowProblem('there is no EF, ESV or EDV.');
  if (labels.ESV > labels.EDV) {
    throw new RowProblem(
      `ESV is ${labels.ESV} mL and EDV ${labels.EDV} mL; the end-systolic volume cannot be larger.`,
    );
  }
  return labels;
}

function parseNumber(
  cell: string,
  column: string,
  [lowest, highest]: readonly [number, number],
  decimalComma: boolean,
): number | undefined {
  if (/^(nan|na|n\/a|null|none)?$/i.test(cell)) return undefined;
  const value = toNumber(cell, decimalComma);
  if (!Number.isFinite(value)) {
    throw new RowProblem(`${column} is "${cell}", which is not a number.`);
  }
  if (value < lowest || value > highest) {
    throw new RowProblem(
      `${column} is ${cell}, outside of what can be true (${lowest} to ${highest}).`,
    );
  }
  return value;
}

function toNumber(cell: string, decimalComma: boolean): number {
  if (cell === '') return Number.NaN;
  return Number(decimalComma ? cell.replace(',', '.') : cell);
}

const splits: Readonly<Record<string, ListedClip['split']>> = {
  train: 'train',
  training: 'train',
  val: 'validation',
  valid: 'validation',
  validation: 'validation',
  test: 'test',
};

function parseSplit(cell: string): Pick<ListedClip, 'split' | 'fold'> {
  if (cell === '') return {};
  const split = splits[cell.toLowerCase()];
  if (split) return { split };
  // pandas writes a column of whole numbers with gaps as 3.0.
  if (/^\d(\.0+)?$/.test(cell)) return { fold: Number(cell) };
  throw new RowProblem(`Split is "${cell}"; TRAIN, VAL, TEST or a fold 0 to 9 is expected.`);
}

/** EchoNet-Pediatric gives years, kilograms and centimetres. */
function readPatient(cell: (column: string) => string, decimalComma: boolean): ListedPatient {
  const within = (column: string, lowest: number, highest: number) => {
    const value = toNumber(cell(column), decimalComma);
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
