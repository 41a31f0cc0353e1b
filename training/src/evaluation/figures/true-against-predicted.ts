import { extent } from 'd3-array';
import { linearFit } from '../statistics/linear-fit';
import type { Chart } from './chart';
import { roundDomain } from './domain';
import { decimalsFor, shareText, valueText } from './number-text';
import { palette } from './palette';
import { referenceLine } from './reference-line';

/** Data of the scatter and Bland-Altman figures of a task. */
export interface PairsFigure {
  readonly taskName: string;
  /** Empty for tasks without a unit. */
  readonly unit: string;
  readonly truth: readonly number[];
  readonly predicted: readonly number[];
}

/** Points along the confidence band. */
const bandSteps = 50;

/**
 * Scatter plot of predicted against true values with fitted line, its 95 % confidence band and the
 * line of identity.
 */
export function scatterChart(
  { taskName, unit, truth, predicted }: PairsFigure,
  { r2, mae }: { readonly r2: number; readonly mae: number },
): Chart {
  const domain = roundDomain([...truth, ...predicted]);
  const fit = linearFit(truth, predicted);
  const [low = NaN, high = NaN] = extent(truth);
  const steps = Array.from(
    { length: bandSteps + 1 },
    (_, step) => low + (step / bandSteps) * (high - low),
  );
  const inUnit = unit && ` (${unit})`;
  const inside = (value: number) => Math.min(domain[1], Math.max(domain[0], value));
  const numbers =
    `R\u00b2 ${shareText(r2)}, mean absolute error ${valueText(mae, decimalsFor(truth))} ${unit}`.trim();
  return {
    title: `${taskName}: predicted against true`,
    subtitle: `${numbers}, ${truth.length} clips`,
    description: `One point a test clip. ${numbers}.`,
    x: { title: `True${inUnit}`, domain },
    y: { title: `Predicted${inUnit}`, domain },
    layers: [
      referenceLine({ x: domain[0], y: domain[0] }, { x: domain[1], y: domain[1] }, 'Identity'),
      {
        kind: 'points',
        colour: palette.blue,
        opacity: truth.length > 300 ? 0.3 : 0.5,
        points: truth.map((x, index) => ({ x, y: predicted[index] })),
        label: 'Test clip',
      },
      {
        kind: 'band',
        colour: palette.orange,
        opacity: 0.25,
        points: fit
          ? steps.map((x) => {
              const band = fit.band(x);
              return { x, low: inside(band.low), high: inside(band.high) };
            })
          : [],
        label: '95 % band of the line',
      },
      {
        kind: 'line',
        colour: palette.orange,
        points: fit ? [low, high].map((x) => ({ x, y: inside(fit.at(x)) })) : [],
        label: 'Fitted line',
      },
    ],
  };
}
