import { labelDefinitions, type PhantomPatient } from '../patient';

/** Digits after the point, by the label's unit: what tables and reports have alike. */
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
 * A patient's true labels by task id, in the tasks' units, rounded so that labels.csv, the procedure
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
