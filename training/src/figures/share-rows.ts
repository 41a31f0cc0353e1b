import type { Interval } from '../statistics/interval';
import type { Chart } from './chart';
import { palette } from './palette';

/** A share in 0..1 with a name. */
export interface ShareRow {
  readonly name: string;
  readonly value: number;
  readonly interval?: Interval;
  /** What it is to be compared with. */
  readonly reference?: number;
}

/** What a figure of shares shows. */
export interface ShareRowsFigure {
  readonly title: string;
  readonly subtitle: string;
  /** What the axis measures. */
  readonly measure: string;
  /** Keys of the values and of what they are compared with. */
  readonly valueLabel: string;
  readonly referenceLabel?: string;
  readonly rows: readonly ShareRow[];
}

const rowHeight = 26;
const heightOfRest = 150;

/** Shares with 95 % intervals, one row each. */
export function shareRowsChart(figure: ShareRowsFigure): Chart {
  const rows = figure.rows.map((row, y) => ({ ...row, y }));
  const { referenceLabel } = figure;
  return {
    title: figure.title,
    subtitle: figure.subtitle,
    description: `${figure.measure} in ${rows.length} rows.`,
    height: heightOfRest + rowHeight * rows.length,
    x: { title: figure.measure, domain: [0, 1] },
    y: { title: '', domain: [-0.6, rows.length - 0.4], names: rows.map(({ name }) => name) },
    layers: [
      {
        kind: 'segments',
        colour: palette.blue,
        width: 2,
        opacity: 0.6,
        segments: rows.flatMap(({ interval, y }) =>
          interval ? [{ from: { x: interval.low, y }, to: { x: interval.high, y } }] : [],
        ),
        label: '95 % interval',
      },
      {
        kind: 'points',
        colour: palette.blue,
        size: 70,
        points: rows.map(({ value, y }) => ({ x: value, y })),
        label: figure.valueLabel,
      },
      ...(referenceLabel
        ? [
            {
              kind: 'points',
              colour: palette.orange,
              size: 70,
              shape: 'diamond',
              points: rows.flatMap(({ reference, y }) =>
                reference === undefined ? [] : [{ x: reference, y }],
              ),
              label: referenceLabel,
            } as const,
          ]
        : []),
    ],
  };
}
