import { quantile } from 'd3-array';
import { appearanceRows, type Appearance } from './appearance';

/** A real image, and phantoms of its view with pixels of its size. */
export interface Comparison {
  readonly title: string;
  readonly real: Appearance;
  readonly phantoms: readonly Appearance[];
}

/** A Markdown table of each real number with the median and 10th to 90th percentile of the phantoms. */
export function comparisonTable(comparisons: readonly Comparison[]): string {
  const columns = comparisons.flatMap(({ title, phantoms }) => [
    title,
    `${phantoms.length} phantoms`,
  ]);
  const rows = appearanceRows.map(({ name, digits, value }) => {
    const text = (number: number): string => (Number.isNaN(number) ? '' : number.toFixed(digits));
    const cells = comparisons.flatMap(({ real, phantoms }) => {
      // quantile leaves out NaN.
      const values = phantoms.map(value);
      const at = (share: number): string => text(quantile(values, share) ?? NaN);
      return [text(value(real)), `${at(0.5)} (${at(0.1)} to ${at(0.9)})`];
    });
    return [name, ...cells];
  });
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    line(['', ...columns]),
    line(['---', ...columns.map(() => '---')]),
    ...rows.map(line),
  ].join('\n');
}
