import type { Chart } from './chart';
import { roundDomain } from './domain';
import { estimateLayers, heightOfRows, rowAxis, type EstimateRow } from './named-rows';
import { palette } from './palette';
import { referenceLine } from './reference-line';

/** A metric in one group of the test clips; without a value where they are too few to tell. */
export interface GroupPoint extends EstimateRow {
  /** e.g. "Age 40 to 59". */
  readonly name: string;
  readonly clips: number;
}

/** What the figure of the subgroups shows. */
export interface GroupsFigure {
  readonly taskName: string;
  /** With the unit, e.g. "Mean absolute error (mL)". */
  readonly metricName: string;
  /** What the metric can reach at most, e.g. 1. */
  readonly highest?: number;
  /** The metric over all test clips. */
  readonly whole: number;
  readonly groups: readonly GroupPoint[];
}

/** A metric by subgroup, with 95 % intervals: one row a group, so that a gap is seen. */
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
    subtitle: 'In brackets the number of test clips',
    description: `${metricName} in each of ${groups.length} subgroups.`,
    height: heightOfRows(groups.length),
    x: { title: metricName, domain },
    y,
    layers: [
      referenceLine({ x: whole, y: top }, { x: whole, y: bottom }, 'All test clips'),
      ...estimateLayers(groups, 'Subgroup'),
      {
        kind: 'text',
        colour: palette.quiet,
        align: 'left',
        shift: [8, 0],
        texts: groups.flatMap(({ value }, row) =>
          value === undefined ? [{ x: domain[0], y: row, text: 'too few clips' }] : [],
        ),
      },
    ],
  };
}
