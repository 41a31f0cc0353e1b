import type { Interval } from '../statistics/interval';
import type { Chart } from './chart';
import { roundDomain } from './domain';
import { palette } from './palette';

export interface FrameCountPoint {
  readonly frames: number;
  readonly value: number;
  readonly interval?: Interval;
}

export interface FrameCountFigure {
  readonly taskName: string;
  /** e.g. "R²" or "Area under the ROC curve". */
  readonly metricName: string;
  /** Upper bound of the metric, e.g. 1. */
  readonly highest?: number;
  readonly points: readonly FrameCountPoint[];
}

/** A metric by the number of frames averaged per clip. */
export function frameCountChart({
  taskName,
  metricName,
  highest,
  points,
}: FrameCountFigure): Chart {
  const ends = points.flatMap(({ value, interval }) =>
    interval ? [value, interval.low, interval.high] : [value],
  );
  const most = Math.max(2, ...points.map(({ frames }) => frames));
  return {
    title: `${taskName}: by number of frames`,
    subtitle: 'Mean of the predictions of the first frames of a clip, one every 100 ms',
    description: `${metricName} for 1 to ${points.length} frames a clip.`,
    x: {
      title: 'Frames',
      domain: [1, most],
      ticks: (most < 5 ? [1, 2, 3, 4] : [1, 5, 10, 15, 20]).filter((tick) => tick <= most),
    },
    y: { title: metricName, domain: roundDomain(ends, highest) },
    layers: [
      {
        kind: 'band',
        colour: palette.blue,
        opacity: 0.2,
        points: points.flatMap(({ frames, interval }) =>
          interval ? [{ x: frames, ...interval }] : [],
        ),
        label: '95 % interval',
      },
      {
        kind: 'line',
        colour: palette.blue,
        points: points.map(({ frames, value }) => ({ x: frames, y: value })),
        label: metricName,
      },
      {
        kind: 'points',
        colour: palette.blue,
        points: points.map(({ frames, value }) => ({ x: frames, y: value })),
      },
    ],
  };
}
