import { intervalText, valueText } from '../figures/number-text';
import type { Coverage } from '../statistics/coverage';
import { wilsonInterval } from '../statistics/wilson';
import { unknown } from './cells';
import type { Cell } from './table';

/**
 * The share that an interval holds, with its 95 % interval below.
 *
 * @param unit of the range of true values, which is left out without it
 */
export function coverageCell(coverage: Coverage | undefined, unit?: string): Cell {
  if (!coverage) {
    return unknown;
  }
  const { held, clips, low, high } = coverage;
  const interval = wilsonInterval(held, clips);
  const percent = (share: number) => valueText(100 * share, 0);
  const decimals = high - low < 5 ? 2 : 0;
  const range =
    unit === undefined
      ? ''
      : `; ${valueText(low, decimals)} to ${valueText(high, decimals)} ${unit}`.trimEnd();
  return {
    text: `${percent(held / clips)} %`,
    below: `${interval ? `${intervalText(interval, percent)} %` : ''}${range}`,
  };
}

/** @param scale of the half-width; on the logarithmic one the interval is a share of the value */
export function widthText(
  halfWidth: number,
  scale: 'absolute' | 'logarithmic',
  unit: string,
  decimals: number,
): string {
  if (scale === 'absolute') {
    return `± ${valueText(halfWidth, decimals)} ${unit}`.trimEnd();
  }
  const [low, high] = [-halfWidth, halfWidth].map((end) => 100 * (Math.exp(end) - 1));
  return `${valueText(low, 0)} % to +${valueText(high, 0)} %`;
}
