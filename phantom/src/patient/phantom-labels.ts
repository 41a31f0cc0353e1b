import { labelDefinitions } from './labels';
import type { PhantomPatient } from './phantom-patient';

/** Decimal places by the label's unit. */
const digitsOfUnit: Readonly<Record<string, number>> = {
  '%': 2,
  mL: 2,
  cm: 3,
  kg: 1,
  m: 2,
  y: 0,
  '': 0,
};

/**
 * True labels of a patient by task id, in the tasks' units, rounded so that labels.csv, the procedure
 * report and prepared data have the same numbers.
 */
export function phantomLabels(patient: PhantomPatient): Record<string, number> {
  return Object.fromEntries(
    labelDefinitions.map(({ id, unit, of }) => [id, rounded(of(patient), digitsOfUnit[unit])]),
  );
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
