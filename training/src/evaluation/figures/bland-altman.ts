import { agreement } from '../statistics/agreement';
import type { Chart, Layer } from './chart';
import { roundDomain } from './domain';
import { decimalsFor, valueText } from './number-text';
import { palette } from './palette';
import type { PairsFigure } from './true-against-predicted';

/** Dashes of the lines of the central 50, 75 and 95 %. */
const dashes = [[], [7, 3], [2, 3]];

/**
 * Bland-Altman plot (1986) as in Ghorbani et al. 2020: the median of the differences as the solid line,
 * and their central 50, 75 and 95 %.
 */
export function blandAltmanChart({ taskName, unit, truth, predicted }: PairsFigure): Chart {
  const { bias, median, limits, central } = agreement(truth, predicted);
  const points = truth.map((value, index) => ({
    x: (value + predicted[index]) / 2,
    y: predicted[index] - value,
  }));
  const x = roundDomain(points.map((point) => point.x));
  const across = (y: number) => ({ from: { x: x[0], y }, to: { x: x[1], y } });
  const inUnit = unit && ` (${unit})`;
  const decimals = decimalsFor(truth);
  const text = (value: number) => valueText(value, decimals);
  const numbers =
    `Median ${text(median)}, bias ${text(bias)} ${unit}`.trim() +
    `, limits of agreement ${text(limits.low)} to ${text(limits.high)} ${unit}`.trimEnd();
  const lines = central.map(({ share, interval }, index): Layer => ({
    kind: 'segments',
    colour: palette.orange,
    width: 1.5,
    dash: dashes[index],
    segments: [across(interval.low), across(interval.high)],
    label: `Middle ${100 * share} % of clips`,
  }));
  return {
    title: `${taskName}: Bland-Altman`,
    subtitle: numbers,
    description: `Difference of prediction and truth against their mean. ${numbers}.`,
    x: { title: `Mean of true and predicted${inUnit}`, domain: x },
    y: {
      title: `Predicted \u2212 true${inUnit}`,
      domain: roundDomain([
        0,
        ...points.map((point) => point.y),
        ...central.flatMap(({ interval }) => [interval.low, interval.high]),
      ]),
    },
    layers: [
      { kind: 'segments', colour: palette.muted, width: 1, segments: [across(0)] },
      {
        kind: 'points',
        colour: palette.blue,
        opacity: truth.length > 300 ? 0.3 : 0.5,
        points,
      },
      {
        kind: 'segments',
        colour: palette.foreground,
        segments: [across(median)],
        label: 'Median',
      },
      ...lines,
    ],
  };
}
