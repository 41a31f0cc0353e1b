import type { ReliabilityBin } from '../statistics/calibration';
import type { Chart, Layer } from './chart';
import { shareText } from './number-text';
import { palette } from './palette';
import { referenceLine } from './reference-line';

export interface ReliabilityFigure {
  readonly taskName: string;
  readonly curve: readonly ReliabilityBin[];
  readonly brier: number;
  readonly expectedCalibrationError: number;
}

/** Reliability diagram: observed share of positive clips against predicted probability. */
export function reliabilityChart({
  taskName,
  curve,
  brier,
  expectedCalibrationError,
}: ReliabilityFigure): Chart {
  const numbers =
    `Brier score ${shareText(brier)}, ` +
    `expected calibration error ${shareText(expectedCalibrationError)}`;
  const points = curve.map(({ predicted, observed }) => ({ x: predicted, y: observed }));
  return {
    title: `${taskName}: calibration`,
    subtitle: numbers,
    description: `Observed share of positive clips against predicted probability. ${numbers}.`,
    x: { title: 'Predicted probability', domain: [0, 1] },
    y: { title: 'Observed share of positive clips', domain: [0, 1] },
    layers: [
      referenceLine({ x: 0, y: 0 }, { x: 1, y: 1 }, 'Perfect'),
      {
        kind: 'segments',
        colour: palette.blue,
        width: 1.5,
        opacity: 0.6,
        segments: curve.map(({ predicted: x, interval }) => ({
          from: { x, y: interval.low },
          to: { x, y: interval.high },
        })),
        label: '95 % interval',
      },
      { kind: 'line', colour: palette.blue, width: 1, points },
      {
        kind: 'points',
        colour: palette.blue,
        size: 60,
        points,
        label: 'Clips per bin of 0.1, with their number',
      },
      ...counts(curve),
    ],
  };
}

/** Number of clips beside each point, below points in the upper half and above others. */
function counts(curve: readonly ReliabilityBin[]): Layer[] {
  return [false, true].map((high) => ({
    kind: 'text',
    colour: palette.muted,
    align: 'left',
    shift: [7, high ? 10 : -10],
    texts: curve
      .filter(({ observed }) => observed > 0.5 === high)
      .map(({ predicted, observed, cases }) => ({ x: predicted, y: observed, text: `${cases}` })),
  }));
}
