import type { Interval } from '../statistics/interval';
import type { Axis, Layer } from './chart';
import { palette } from './palette';

/** A value with its 95 % interval. */
export interface EstimateRow {
  readonly value?: number;
  readonly interval?: Interval;
}

const rowHeight = 24;
const baseHeight = 150;

/** Height in pixels of a figure with `count` rows. */
export function heightOfRows(count: number): number {
  return baseHeight + rowHeight * count;
}

/** Categorical axis with the first row at the top. */
export function rowAxis(names: readonly string[]): Axis {
  return { title: '', domain: [-0.6, names.length - 0.4], names };
}

/** @param label legend entry of the values */
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
