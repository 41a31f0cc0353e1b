import type { Quantity } from '../value-types';
import { taskDefinition } from '@echonet/models/tasks';
import type { ReportedTask } from './reported-task';

const millilitres = { ml: 1, cm3: 1, cc: 1, l: 1000, dl: 100, cl: 10, mm3: 0.001, ul: 0.001 };
const centimetres = { cm: 1, mm: 0.1, m: 100 };
const percent = { '%': 1, '1': 100, '{ratio}': 100, ratio: 100 };

/** Factors from UCUM codes in lower case, by the unit of a task; UCUM has both mL and ml. */
const factorsTo: Readonly<Record<string, Readonly<Record<string, number>> | undefined>> = {
  '%': percent,
  mL: millilitres,
  cm: centimetres,
};

/**
 * Converts a measured value to the unit of the task: %, mL or cm.
 *
 * @returns undefined where the unit is of another kind, such as mL/m2 of an indexed volume
 */
export function inUnitOf(task: ReportedTask, { value, unit }: Quantity): number | undefined {
  const factor = factorsTo[taskDefinition(task)?.unit ?? '']?.[unit.value.toLowerCase()];
  // Conversion must not turn 55 into 55.00000000000001.
  return factor === undefined ? undefined : Number((value * factor).toPrecision(12));
}
