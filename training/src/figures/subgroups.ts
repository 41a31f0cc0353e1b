import type { Interval } from '../statistics/interval';
import type { Chart } from './chart';
import { roundDomain } from './domain';
import { palette } from './palette';

/** A metric in one group of the test clips. */
export interface GroupPoint {
  /** e.g. "Age 40 to 59". */
  readonly name: string;
  readonly clips: number;
  /** Absent where there are too few clips to tell. */
  readonly value?: number;
  readonly interval?: Interval;
}

/** What the figure of the subgroups shows. */
export interface GroupsFigure {
  readonly taskName: string;
  /** With the unit, e.g. "Mean absolute error (mL)". */
  readonly metricName: string;
  /** The metric over all test clips. */
  readonly whole: number;
  readonly groups: readonly GroupPoint[];
}

const rowHeight = 22;
const heightOfRest = 150;

/** A metric by subgroup, with 95 % intervals: one row a group, so that a gap is seen. */
export function subgroupChart({ taskName, metricName, whole, groups }: GroupsFigure): Chart {
  const rows = groups.map((group, y) => ({ ...group, y }));
  const domain = roundDomain([
    whole,
    ...rows.flatMap(({ value, interval }) => [
      ...(value === undefined ? [] : [value]),
      ...(interval ? [interval.low, interval.high] : []),
    ]),
  ]);
  return {
    title: `${taskName}: by subgroup`,
    subtitle: 'In brackets the number of test clips',
    description: `${metricName} in each of ${groups.length} subgroups.`,
    height: heightOfRest + rowHeight * groups.length,
    x: { title: metricName, domain },
    y: {
      title: '',
      domain: [-0.6, groups.length - 0.4],
      names: groups.map(({ name, clips }) => `${name} (${clips})`),
    },
    layers: [
      {
        kind: 'segments',
        colour: palette.quiet,
        width: 1,
        dash: [5, 4],
        segments: [{ from: { x: whole, y: -0.6 }, to: { x: whole, y: groups.length - 0.4 } }],
        label: 'All test clips',
      },
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
        points: rows.flatMap(({ value, y }) => (value === undefined ? [] : [{ x: value, y }])),
        label: 'Subgroup',
      },
      {
        kind: 'text',
        colour: palette.quiet,
        align: 'left',
        shift: [8, 0],
        texts: rows.flatMap(({ value, y }) =>
          value === undefined ? [{ x: domain[0], y, text: 'too few clips' }] : [],
        ),
      },
    ],
  };
}
