import type { Task } from '@echonet/models';

/** A task whose range spans this much is shown in whole units: more digits would feign precision. */
const wholeUnitsFrom = 20;

/** One that spans less than this, such as height in metres, needs a second digit. */
const tenthsFrom = 2;

const formatters = new Map<string, Intl.NumberFormat>();

/** A number with that many digits after the point, or the comma, as the language writes it. */
export function formatNumber(value: number, digits: number, locale = 'en'): string {
  const key = `${locale} ${digits}`;
  let formatter = formatters.get(key);
  if (!formatter) {
    formatter = new Intl.NumberFormat(locale, {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
      useGrouping: false,
    });
    formatters.set(key, formatter);
  }
  return formatter.format(value);
}

/** A value in the digits that its task deserves, without the unit. */
export function formatValue(task: Task, value: number, locale = 'en'): string {
  return formatNumber(value, digitsOf(task), locale);
}

/** How much a value has changed: with its sign, and without one where it rounds to nothing. */
export function formatDifference(task: Task, difference: number, locale = 'en'): string {
  const size = formatValue(task, Math.abs(difference), locale);
  if (size === formatValue(task, 0, locale)) return size;
  return `${difference > 0 ? '+' : '−'}${size}`;
}

/** As formatValue, with the unit. */
export function formatWithUnit(task: Task, value: number, locale = 'en'): string {
  const text = formatValue(task, value, locale);
  return task.unit ? `${text} ${task.unit}` : text;
}

/** A difference of two values, always with its sign. */
export function formatChange(task: Task, difference: number, locale = 'en'): string {
  const text = formatNumber(Math.abs(difference), digitsOf(task), locale);
  const isZero = Number(Math.abs(difference).toFixed(digitsOf(task))) === 0;
  return isZero ? text : `${difference < 0 ? '−' : '+'}${text}`;
}

/** A standard deviation is small beside its value and needs a digit more. */
export function formatSpread(task: Task, spread: number, locale = 'en'): string {
  return formatNumber(spread, Math.max(1, digitsOf(task)), locale);
}

/** "1.3 of 2.9 MB", or how much has come where nobody knows how much will. */
export function formatBytes(
  { bytesRead, bytesTotal }: { readonly bytesRead: number; readonly bytesTotal?: number },
  locale = 'en',
): string {
  const megabytes = (bytes: number) => formatNumber(bytes / 1e6, 1, locale);
  return bytesTotal === undefined
    ? `${megabytes(bytesRead)} MB`
    : `${megabytes(bytesRead)} / ${megabytes(bytesTotal)} MB`;
}

/** A share of 1 in whole per cent. */
export function formatShare(share: number, locale = 'en'): string {
  return `${formatNumber(100 * share, 0, locale)} %`;
}

/** Seconds with one digit. */
export function formatSeconds(milliseconds: number, locale = 'en'): string {
  return `${formatNumber(milliseconds / 1000, 1, locale)} s`;
}

function digitsOf({ kind, range: [min, max] }: Task): number {
  if (kind === 'classification') return 2;
  if (max - min >= wholeUnitsFrom) return 0;
  return max - min >= tenthsFrom ? 1 : 2;
}
