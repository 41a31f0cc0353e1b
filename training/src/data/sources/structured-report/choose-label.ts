import { methods, type Method } from './method';
import type { ReportedMeasurement } from './read-measurements';

/** The value that a report gives a task. */
export interface ReportLabel {
  /** In the task's unit. */
  readonly value: number;
  readonly method: Method;
  /** How it follows from the sources. */
  readonly basis: 'only value' | 'chosen by the reader' | 'mean' | 'most recent' | 'median';
  /** The measurements that it was taken from; at least one. */
  readonly sources: readonly ReportedMeasurement[];
}

/** Which of several values of one method stands for them. */
const markOrder: readonly ReportedMeasurement['mark'][] = [
  'chosen by the reader',
  'mean',
  'most recent',
  undefined,
];

/**
 * Picks one value from the measurements of one task: the best {@link methods method} first, since a
 * choice among repeats says nothing about other methods; within it what the reader chose, the mean,
 * the most recent, or else the median.
 *
 * @returns undefined when there is none
 */
export function chooseLabel(measurements: readonly ReportedMeasurement[]): ReportLabel | undefined {
  const method = methods.find((each) => measurements.some((one) => one.method === each));
  if (method === undefined) return undefined;
  const sameMethod = measurements.filter((one) => one.method === method);
  const mark = markOrder.find((each) => sameMethod.some((one) => one.mark === each));
  const sources = sameMethod.filter((one) => one.mark === mark);
  const values = sources.map(({ value }) => value);
  const single = new Set(values).size === 1;
  const basis = mark ?? (single ? 'only value' : 'median');
  return { value: median(values), method, basis, sources };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? sorted[middle]
    : Number(((sorted[middle - 1] + sorted[middle]) / 2).toPrecision(12));
}
