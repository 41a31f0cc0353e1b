import type { Interval } from '../statistics/interval';
import type { Axis, Layer } from './chart';
import { palette } from './palette';

/** A row of a figure: a value with its 95 % interval, where they are known. */
export interface EstimateRow {
  readonly value?: number;
  readonly interval?: Interval;
}

const rowHeight = 24;
const baseHeight = 150;

/** Height in pixels of a figure with one line for each row. */
export function heightOfRows(count: number): number {
  return baseHeight + rowHeight * count;
}

/** The axis that names the rows, the first at the top. */
export function rowAxis(names: readonly string[]): Axis {
  return { title: '', domain: [-0.6, names.length - 0.4], names };
}

/** The values over their intervals. @param label of the values in the legend */
export function estimateLayers(rows: readonly EstimateRow[], label: string): Layer[] {
  return [
    {
      kind: 'segments',
      colour: palette.blue,
      width: 2,
      opacity: 0.6,
      segments: rows.flatMap(({ interval }, y) =>
        interval ? [{ from: { x: interval.low, y }, to: { x: interval.high, y } }] : [],
      ),
      label: '95 % interval',
    },
    {
      kind: 'points',
      colour: palette.blue,
      size: 70,
      points: rows.flatMap(({ value }, y) => (value === undefined ? [] : [{ x: value, y }])),
      label,
    },
  ];
}
