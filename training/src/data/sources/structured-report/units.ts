import type { MeasuredValue } from './content-tree';
import type { ReportedTask } from './concepts';

const millilitres = { ml: 1, cm3: 1, cc: 1, l: 1000, dl: 100, cl: 10, mm3: 0.001, ul: 0.001 };
const centimetres = { cm: 1, mm: 0.1, m: 100 };
const percent = { '%': 1, '1': 100, '{ratio}': 100, ratio: 100 };

/** Factors from UCUM codes in lower case to the task's own unit; UCUM has both mL and ml. */
const factors: Readonly<Record<ReportedTask, Readonly<Record<string, number>>>> = {
  EF: percent,
  EDV: millilitres,
  ESV: millilitres,
  LAVolume: millilitres,
  RADimension: centimetres,
};

/**
 * A measured value in the unit of the task: %, mL or cm.
 *
 * @returns undefined where the unit is of another kind, as mL/m2 of an indexed volume is
 */
export function inUnitOf(task: ReportedTask, { value, unit }: MeasuredValue): number | undefined {
  const factor = factors[task][unit.toLowerCase()];
  // Conversion must not turn 55 into 55.00000000000001.
  return factor === undefined ? undefined : Number((value * factor).toPrecision(12));
}
