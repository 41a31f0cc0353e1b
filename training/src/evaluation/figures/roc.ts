import type { Interval } from '../statistics/interval';
import type { RocPoint } from '../statistics/roc';
import type { RocBandPoint } from '../statistics/roc-band';
import type { Chart } from './chart';
import { intervalText, shareText } from './number-text';
import { palette } from './palette';
import { referenceLine } from './reference-line';

export interface RocFigure {
  readonly taskName: string;
  readonly curve: readonly RocPoint[];
  readonly band: readonly RocBandPoint[];
  readonly area: number;
  /** 95 % interval of the area under the curve. */
  readonly interval?: Interval;
  /** At the decision threshold. */
  readonly operatingPoint?: { readonly sensitivity: number; readonly specificity: number };
}

export function rocChart({
  taskName,
  curve,
  band,
  area,
  interval,
  operatingPoint,
}: RocFigure): Chart {
  const range = interval ? ` (95 % interval ${intervalText(interval, shareText)})` : '';
  return {
    title: `${taskName}: ROC curve`,
    subtitle: `Area under the curve ${shareText(area)}${range}`,
    description: `Sensitivity against 1 - specificity; area under the curve ${shareText(area)}${range}.`,
    x: { title: '1 \u2212 specificity', domain: [0, 1] },
    y: { title: 'Sensitivity', domain: [0, 1] },
    layers: [
      {
        kind: 'band',
        colour: palette.blue,
        opacity: 0.2,
        points: band.map(({ falsePositiveRate, ...span }) => ({ x: falsePositiveRate, ...span })),
        label: '95 % band',
      },
      referenceLine({ x: 0, y: 0 }, { x: 1, y: 1 }, 'Chance'),
      {
        kind: 'line',
        colour: palette.blue,
        points: curve.map((point) => ({ x: point.falsePositiveRate, y: point.truePositiveRate })),
        label: 'Test clips',
      },
      {
        kind: 'points',
        colour: palette.orange,
        size: 110,
        shape: 'diamond',
        points: operatingPoint
          ? [{ x: 1 - operatingPoint.specificity, y: operatingPoint.sensitivity }]
          : [],
        label: 'Decision threshold',
      },
    ],
  };
}
