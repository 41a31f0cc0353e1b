import type { Interval } from '../statistics/interval';
import type { Chart, Layer } from './chart';
import { estimateLayers, heightOfRows, rowAxis } from './named-rows';
import { palette } from './palette';

/** A share in 0..1. */
export interface ShareRow {
  readonly name: string;
  readonly value: number;
  readonly interval?: Interval;
  /** Value to compare with, 0..1. */
  readonly reference?: number;
}

export interface ShareRowsFigure {
  readonly title: string;
  readonly subtitle: string;
  /** Axis title. */
  readonly measure: string;
  /** Legend entries. */
  readonly valueLabel: string;
  readonly referenceLabel?: string;
  readonly rows: readonly ShareRow[];
}

export function shareRowsChart(figure: ShareRowsFigure): Chart {
  const { rows } = figure;
  return {
    title: figure.title,
    subtitle: figure.subtitle,
    description: `${figure.measure} in ${rows.length} rows.`,
    height: heightOfRows(rows.length),
    x: { title: figure.measure, domain: [0, 1] },
    y: rowAxis(rows.map(({ name }) => name)),
    layers: [...estimateLayers(rows, figure.valueLabel), ...referenceLayers(figure)],
  };
}

function referenceLayers({ referenceLabel, rows }: ShareRowsFigure): Layer[] {
  if (!referenceLabel) {
    return [];
  }
  return [
    {
      kind: 'points',
      colour: palette.orange,
      size: 70,
      shape: 'diamond',
      points: rows.flatMap(({ reference }, y) =>
        reference === undefined ? [] : [{ x: reference, y }],
      ),
      label: referenceLabel,
    },
  ];
}
