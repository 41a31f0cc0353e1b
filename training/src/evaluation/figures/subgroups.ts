import type { Chart } from './chart';
import { roundDomain } from './domain';
import { estimateLayers, heightOfRows, rowAxis, type EstimateRow } from './named-rows';
import { palette } from './palette';
import { referenceLine } from './reference-line';

/** A metric in a subgroup of the test clips; without a value for too few clips. */
export interface GroupPoint extends EstimateRow {
  /** e.g. "Age 40 to 59". */
  readonly name: string;
  readonly clips: number;
}

export interface GroupsFigure {
  readonly taskName: string;
  /** Including the unit, e.g. "Mean absolute error (mL)". */
  readonly metricName: string;
  /** Upper bound of the metric, e.g. 1. */
  readonly highest?: number;
  /** The metric on all test clips. */
  readonly whole: number;
  readonly groups: readonly GroupPoint[];
}

/** Forest plot of a metric by subgroup, with 95 % intervals. */
export function subgroupChart(figure: GroupsFigure): Chart {
  const { taskName, metricName, highest, whole, groups } = figure;
  const values = [
    whole,
    ...groups.flatMap(({ value, interval }) => [
      ...(value === undefined ? [] : [value]),
      ...(interval ? [interval.low, interval.high] : []),
    ]),
  ];
  const domain = roundDomain(values, highest);
  const y = rowAxis(groups.map(({ name, clips }) => `${name} (${clips})`));
  const [top, bottom] = y.domain;
  return {
    title: `${taskName}: by subgroup`,
    subtitle: 'Number of test clips in brackets',
    description: `${metricName} in each of ${groups.length} subgroups.`,
    height: heightOfRows(groups.length),
    x: { title: metricName, domain },
    y,
    layers: [
      referenceLine({ x: whole, y: top }, { x: whole, y: bottom }, 'All test clips'),
      ...estimateLayers(groups, 'Subgroup'),
      {
        kind: 'text',
        colour: palette.muted,
        align: 'left',
        shift: [8, 0],
        texts: groups.flatMap(({ value }, row) =>
          value === undefined ? [{ x: domain[0], y: row, text: 'too few clips' }] : [],
        ),
      },
    ],
  };
}
