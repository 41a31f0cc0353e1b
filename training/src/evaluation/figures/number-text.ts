import type { Interval } from '../statistics/interval';
import { standardDeviation } from '../statistics/summary';

/** Three decimals, for shares and correlations, e.g. "0.874"; "unknown" for NaN. */
export function shareText(value: number): string {
  return Number.isFinite(value) ? withMinus(value.toFixed(3)) : 'unknown';
}

/** Number in a task's unit, e.g. "−12.4"; "unknown" for NaN. */
export function valueText(value: number, decimals: number): string {
  return Number.isFinite(value) ? withMinus(value.toFixed(decimals)) : 'unknown';
}

/** Decimals for all numbers of a task: as many as show its standard deviation with three digits. */
export function decimalsFor(values: readonly number[]): number {
  const spread = standardDeviation(values);
  if (!(spread > 0)) {
    return 1;
  }
  return Math.min(6, Math.max(0, 2 - Math.floor(Math.log10(spread))));
}

/** "0.81 to 0.92"; a dash could be read as a minus sign. */
export function intervalText({ low, high }: Interval, text: (value: number) => string): string {
  return `${text(low)} to ${text(high)}`;
}

function withMinus(digits: string): string {
  // No "-0.00".
  return Number(digits) === 0 ? digits.replace('-', '') : digits.replace('-', '\u2212');
}
