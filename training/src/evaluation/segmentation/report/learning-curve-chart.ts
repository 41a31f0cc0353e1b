import type { Chart, Layer } from '../../figures/chart';
import { roundDomain } from '../../figures/domain';
import { palette } from '../../figures/palette';
import type { Interval } from '../../statistics/interval';

export interface CurveSeries {
  readonly label: string;
  /** In the order of the number of patients. */
  readonly points: readonly {
    readonly patients: number;
    readonly value: number;
    readonly interval?: Interval;
  }[];
}

export interface LearningCurveFigure {
  readonly title: string;
  readonly metricName: string;
  /** Upper bound of the metric, e.g. 1. */
  readonly highest?: number;
  readonly series: readonly CurveSeries[];
}

const colours = [palette.blue, palette.orange, palette.muted];

/** A metric by the number of training patients. */
export function learningCurveChart({
  title,
  metricName,
  highest,
  series,
}: LearningCurveFigure): Chart {
  const points = series.flatMap((one) => one.points);
  const patients = [...new Set(points.map((point) => point.patients))];
  return {
    title,
    subtitle: 'By number of training patients, with 95 % intervals',
    description: `${metricName} for ${patients.join(', ')} training patients.`,
    x: { title: 'Training patients', domain: roundDomain([0, ...patients]) },
    y: {
      title: metricName,
      domain: roundDomain(
        points.flatMap(({ value, interval }) =>
          interval ? [value, interval.low, interval.high] : [value],
        ),
        highest,
      ),
    },
    layers: series.flatMap((one, index) => seriesLayers(one, colours[index % colours.length])),
  };
}

function seriesLayers({ label, points }: CurveSeries, colour: string): Layer[] {
  const places = points.map(({ patients: x, value: y }) => ({ x, y }));
  return [
    {
      kind: 'segments',
      colour,
      opacity: 0.5,
      segments: points.flatMap(({ patients: x, interval }) =>
        interval ? [{ from: { x, y: interval.low }, to: { x, y: interval.high } }] : [],
      ),
    },
    { kind: 'line', colour, points: places, label },
    { kind: 'points', colour, points: places, size: 60 },
  ];
}
