import { group } from 'd3-array';
import type { Chart } from '../figures/chart';
import { roundDomain } from '../figures/domain';
import { palette } from '../figures/palette';
import { mean } from '../statistics/summary';
import { deletedShares } from './deletion-curve';
import type { Explanation } from './explain-clips';
import { methodNames } from './methods';

const colours = [palette.blue, palette.orange, '#009e73', '#cc79a7'];

/** Mean deletion curves over the clips, of each method and of a random order. */
export function deletionChart(taskName: string, explanations: readonly Explanation[]): Chart {
  const meanCurve = (curves: readonly (readonly number[])[]) =>
    deletedShares.map((share, i) => ({ x: 100 * share, y: mean(curves.map((curve) => curve[i])) }));
  const methods = [...group(explanations, (one) => one.method)].map(([method, of]) => ({
    method,
    points: meanCurve(of.map(({ deletion }) => deletion.bySaliency)),
  }));
  const random = meanCurve(explanations.map(({ deletion }) => deletion.atRandom));
  const all = [...random, ...methods.flatMap(({ points }) => points)].map(({ y }) => y);
  return {
    title: `${taskName}: deletion`,
    subtitle: 'Change of the logit as squares are deleted, the most salient first',
    description: 'Change of the logit by the deleted share of the sector, for each method.',
    x: { title: 'Deleted share of the sector (%)', domain: [0, 100] },
    y: { title: 'Change of the logit', domain: roundDomain([0, ...all]) },
    layers: [
      { kind: 'line', colour: palette.muted, dash: [5, 4], points: random, label: 'Random order' },
      ...methods.map(({ method, points }, i) => ({
        kind: 'line' as const,
        colour: colours[i % colours.length],
        points,
        label: methodNames[method],
      })),
    ],
  };
}
