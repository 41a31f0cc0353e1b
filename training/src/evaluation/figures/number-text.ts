import type { Interval } from '../statistics/interval';
import { standardDeviation } from '../statistics/summary';

/** A share, correlation or other number about 1, with three decimals, e.g. "0.874"; "unknown" of NaN. */
export function shareText(value: number): string {
  return Number.isFinite(value) ? withMinus(value.toFixed(3)) : 'unknown';
}

/** A number in a task's unit, e.g. "−12.4"; "unknown" of NaN. */
export function valueText(value: number, decimals: number): string {
  return Number.isFinite(value) ? withMinus(value.toFixed(decimals)) : 'unknown';
}

/**
 * Decimals that all numbers of a task are shown with, so that they line up: those that give the
 * spread of its values three digits.
 */
export function decimalsFor(values: readonly number[]): number {
  const spread = standardDeviation(values);
  if (!(spread > 0)) {
    return 1;
  }
  return Math.min(6, Math.max(0, 2 - Math.floor(Math.log10(spread))));
}

/** "0.81 to 0.92": words, as a dash would read like a minus sign. */
export function intervalText({ low, high }: Interval, text: (value: number) => string): string {
  return `${text(low)} to ${text(high)}`;
}

function withMinus(digits: string): string {
  // "-0.00" is zero.
  return Number(digits) === 0 ? digits.replace('-', '') : digits.replace('-', '\u2212');
}
