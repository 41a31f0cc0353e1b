import type { Task } from '@echonet/models';

/** A task whose range spans this much is shown in whole units: more digits would feign precision. */
const wholeUnitsFrom = 20;

/** A value in the digits that its task deserves, without the unit. */
export function formatValue({ kind, range: [min, max] }: Task, value: number): string {
  if (kind === 'classification') return value.toFixed(2);
  return value.toFixed(max - min >= wholeUnitsFrom ? 0 : 1);
}

/** As formatValue, with the unit. */
export function formatWithUnit(task: Task, value: number): string {
  return task.unit ? `${formatValue(task, value)} ${task.unit}` : formatValue(task, value);
}

/** "1 frame", "3 frames". */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** "1.3 of 2.9 MB", or how much has come where nobody knows how much will. */
export function formatBytes({
  bytesRead,
  bytesTotal,
}: {
  readonly bytesRead: number;
  readonly bytesTotal?: number;
}): string {
  const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1);
  return bytesTotal === undefined
    ? `${megabytes(bytesRead)} MB`
    : `${megabytes(bytesRead)} of ${megabytes(bytesTotal)} MB`;
}

/** Seconds with one digit. */
export function formatSeconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
