import { quantile } from 'd3-array';
import { heartRows, type HeartAppearance } from './heart-appearance';

/** The part of the phantoms' values, without their extremes, that counts as covered. */
const covering = [0.025, 0.975] as const;

/** Share of the real values within the middle 95 % of the simulated ones. */
export function coverage(real: readonly number[], simulated: readonly number[]): number {
  const [low, high] = covering.map((share) => quantile(simulated, share) ?? NaN);
  const known = real.filter(Number.isFinite);
  return known.filter((value) => value >= low && value <= high).length / known.length;
}

/** A Markdown table of each statistic of real images, and what two kinds of phantoms cover of it. */
export function coverageTable(
  real: readonly HeartAppearance[],
  plain: readonly HeartAppearance[],
  varied: readonly HeartAppearance[],
): string {
  const rows = heartRows.map(({ name, digits, value }) => {
    const values = real.map(value);
    const cells = [plain, varied].flatMap((images) => {
      const own = images.map(value);
      return [rangeOf(own, digits), `${Math.round(100 * coverage(values, own))} %`];
    });
    return [name, rangeOf(values, digits), ...cells];
  });
  const header = [
    '',
    `${real.length} images of CAMUS`,
    ...[`${plain.length} phantoms`, 'covered', `${varied.length} varied phantoms`, 'covered'],
  ];
  return [header, header.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

/** Median (5th to 95th percentile). */
function rangeOf(values: readonly number[], digits: number): string {
  const known = values.filter(Number.isFinite);
  const at = (share: number) => (quantile(known, share) ?? NaN).toFixed(digits);
  return `${at(0.5)} (${at(0.05)} to ${at(0.95)})`;
}
