import type { Task } from '@echonet/models';

/** Range of a task, in its unit, from which on values are shown without decimals. */
const wholeUnitsFrom = 20;

/** Range below which values, such as height in metres, are shown with two decimals. */
const tenthsFrom = 2;

const formatters = new Map<string, Intl.NumberFormat>();

/** A number with that many decimals, in the locale's notation. */
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

/**
 * A value with the decimals of its task: regressions without the unit, probabilities in per cent.
 */
export function formatValue(task: Task, value: number, locale = 'en'): string {
  return task.kind === 'classification'
    ? formatProbability(value, locale)
    : formatNumber(value, digitsOf(task), locale);
}

/** Whole per cent; "<1 %" and ">99 %" at the ends, since no prediction is certain. */
function formatProbability(probability: number, locale: string): string {
  const percent = 100 * probability;
  if (percent > 0 && percent < 1) {
    return `<${formatShare(0.01, locale)}`;
  }
  if (percent > 99 && percent < 100) {
    return `>${formatShare(0.99, locale)}`;
  }
  return formatShare(probability, locale);
}

export function formatWithUnit(task: Task, value: number, locale = 'en'): string {
  const text = formatValue(task, value, locale);
  return task.unit ? `${text} ${shownUnit(task.unit, locale)}` : text;
}

/** Units that are abbreviated words, by language; all others are the same everywhere. */
const unitWords: Readonly<Record<string, Readonly<Record<string, string>>>> = { de: { y: 'J.' } };

/** A task's unit as readers of the locale write it. */
export function shownUnit(unit: string, locale: string): string {
  const words = Object.hasOwn(unitWords, locale) ? unitWords[locale] : {};
  return Object.hasOwn(words, unit) ? words[unit] : unit;
}

/**
 * A difference of two values with its sign, without one where it rounds to 0: in the task's unit,
 * of probabilities in percentage points.
 */
function formatChange(task: Task, difference: number, locale = 'en'): string {
  const size = formatAmount(task, Math.abs(difference), digitsOf(task), locale);
  if (size === formatAmount(task, 0, digitsOf(task), locale)) {
    return size;
  }
  return `${difference < 0 ? '−' : '+'}${size}`;
}

/**
 * As formatChange, between two values that stand beside it: the difference of the numbers as
 * shown, since 62 to 59 is -3 for whoever reads it.
 */
export function formatShownChange(task: Task, from: number, to: number, locale = 'en'): string {
  return formatChange(task, asShown(task, to) - asShown(task, from), locale);
}

function asShown(task: Task, value: number): number {
  const scale = task.kind === 'classification' ? 100 : 10 ** digitsOf(task);
  return Math.round(value * scale) / scale;
}

/** A standard deviation, with at least one decimal. */
export function formatSpread(task: Task, spread: number, locale = 'en'): string {
  return formatAmount(task, spread, Math.max(1, digitsOf(task)), locale);
}

function formatAmount(task: Task, amount: number, digits: number, locale: string): string {
  return task.kind === 'classification'
    ? formatShare(amount, locale)
    : formatNumber(amount, digits, locale);
}

/** "1.3 / 2.9 MB", or only the bytes read if the total is unknown. */
export function formatBytes(
  { bytesRead, bytesTotal }: { readonly bytesRead: number; readonly bytesTotal?: number },
  locale = 'en',
): string {
  const megabytes = (bytes: number) => formatNumber(bytes / 1e6, 1, locale);
  return bytesTotal === undefined
    ? `${megabytes(bytesRead)} MB`
    : `${megabytes(bytesRead)} / ${megabytes(bytesTotal)} MB`;
}

/** A fraction in whole per cent. */
export function formatShare(share: number, locale = 'en'): string {
  return `${formatNumber(100 * share, 0, locale)} %`;
}

/** Seconds with one decimal. */
export function formatSeconds(milliseconds: number, locale = 'en'): string {
  return `${formatNumber(milliseconds / 1000, 1, locale)} s`;
}

function digitsOf({ range: [min, max] }: Task): number {
  if (max - min >= wholeUnitsFrom) {
    return 0;
  }
  return max - min >= tenthsFrom ? 1 : 2;
}
