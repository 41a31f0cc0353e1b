import type { Interval } from '../statistics/interval';

/** A share, correlation or other number about 1, with three decimals, e.g. "0.874"; "unknown" of NaN. */
export function shareText(value: number): string {
  return Number.isFinite(value) ? withMinus(value.toFixed(3)) : 'unknown';
}

/** A number in a task's unit with three significant digits, e.g. "−12.4", "0.0712"; "unknown" of NaN. */
export function valueText(value: number): string {
  if (!Number.isFinite(value)) return 'unknown';
  if (value === 0) return '0';
  const decimals = Math.min(6, Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value)))));
  return withMinus(value.toFixed(decimals));
}

/** "0.81 to 0.92": words, as a dash would read like a minus sign. */
export function intervalText({ low, high }: Interval, text: (value: number) => string): string {
  return `${text(low)} to ${text(high)}`;
}

function withMinus(digits: string): string {
  return digits.replace('-', '\u2212');
}
