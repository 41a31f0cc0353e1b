import { median } from '@echonet/models/measures';
import { marks, type Mark } from './derivation';
import { methods, type Method } from './method';
import type { ReportedMeasurement } from './reported-measurement';

/** The value of a task in a report. */
export interface ChosenValue {
  /** In the task's unit. */
  readonly value: number;
  readonly method: Method;
  /** How it was chosen or made from the sources. */
  readonly basis: 'only value' | 'median' | Exclude<Mark, 'measured'>;
  /** At least one. */
  readonly sources: readonly ReportedMeasurement[];
}

/**
 * Chooses one value from the measurements of one task in one report: of the best
 * {@link methods method}, since a choice among repeats does not compare methods; within it the one
 * with the best {@link marks mark}, or else the median.
 *
 * @returns undefined when there are no measurements
 */
export function chooseValue(measurements: readonly ReportedMeasurement[]): ChosenValue | undefined {
  const method = methods.find((each) => measurements.some((one) => one.method === each));
  if (method === undefined) {
    return undefined;
  }
  const sameMethod = measurements.filter((one) => one.method === method);
  const mark = marks.find((each) => sameMethod.some((one) => one.mark === each))!;
  const sources = sameMethod.filter((one) => one.mark === mark);
  const values = sources.map(({ value }) => value);
  const plain = new Set(values).size === 1 ? 'only value' : 'median';
  // The mean of two values must not be 54.10000000000001.
  const value = Number(median(values).toPrecision(12));
  return { value, method, basis: mark === 'measured' ? plain : mark, sources };
}
