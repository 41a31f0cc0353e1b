import { UserError } from '@echonet/command-line';

/**
 * Largest share of implausible cells in a column; above it the column's unit or format is wrong ...
 */
const mostWrong = 0.1;

/** ... except for up to this many cells, which may be single typing errors in a small table. */
const mostSlips = 2;

/** A cell that was ignored, or a row whose EF and volumes contradict each other. */
export interface CellProblem {
  /** "file:line". */
  readonly where: string;
  /** One clause. */
  readonly problem: string;
  /** The column of the cell; undefined for a contradiction. */
  readonly column?: string;
}

/** A column of labels. */
export interface LabelColumn {
  readonly name: string;
  /** Number of its cells that hold something. */
  readonly filled: number;
}

/**
 * Refuses a table with more than a tenth of implausible cells in a column (an EF of 0.55 %, a volume of
 * 0.1 mL): it is in another unit than declared. One or two are typing errors even above a tenth, but not
 * above half.
 *
 * @param advice what to do, a clause
 * @throws {UserError} naming column, file and line
 */
export function refuseWrongColumns(
  file: string,
  columns: readonly LabelColumn[],
  problems: readonly CellProblem[],
  advice: string,
): void {
  for (const { name, filled } of columns) {
    const wrong = problems.filter(({ column }) => column === name);
    if (areTooMany(wrong.length, filled)) {
      throw new UserError(
        `${wrong.length} of ${filled} values in the column ${name} of ${file} cannot be right, the first at ${wrong[0].where}: ${wrong[0].problem}. ${advice}`,
      );
    }
  }
}

/**
 * Refuses a table in which as many rows contradict themselves as {@link refuseWrongColumns} does not
 * allow: EDV and ESV are swapped.
 *
 * @param filled number of rows that have both volumes
 * @throws {UserError} naming file and line
 */
export function refuseContradictions(
  file: string,
  filled: number,
  problems: readonly CellProblem[],
): void {
  const wrong = problems.filter(({ column }) => column === undefined);
  if (areTooMany(wrong.length, filled)) {
    throw new UserError(
      `${wrong.length} of ${filled} rows of ${file} contradict themselves, the first at ${wrong[0].where}: ${wrong[0].problem}. Check the columns of EF, EDV and ESV.`,
    );
  }
}

function areTooMany(wrong: number, filled: number): boolean {
  const areSlips = wrong <= mostSlips && wrong <= filled / 2;
  return wrong > mostWrong * filled && !areSlips;
}
