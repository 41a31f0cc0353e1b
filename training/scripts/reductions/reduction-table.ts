import { mean } from 'd3-array';
import { meanAbsoluteError, rSquared } from '../../src/evaluation/statistics/regression-error';

export const reducedIds = ['EDV', 'ESV', 'EF'] as const;

export type ReducedId = (typeof reducedIds)[number];

/** Volumes of the frames of a clip as a network says them, and the values of the clip. */
export interface FrameVolumes {
  /** mL, one a frame. */
  readonly volumes: readonly number[];
  readonly truth: Readonly<Partial<Record<ReducedId, number>>>;
}

/** Largest and smallest volume of the frames, and the ejection fraction of them. */
export function extremes(volumes: readonly number[]): Readonly<Record<ReducedId, number>> {
  const [EDV, ESV] = [Math.max(...volumes), Math.min(...volumes)];
  return { EDV, ESV, EF: 100 * (1 - ESV / EDV) };
}

/** Least squares: the line that says y by x. */
export function fitLine(x: readonly number[], y: readonly number[]): (value: number) => number {
  const [mx, my] = [mean(x)!, mean(y)!];
  const covariance = mean(x, (value, i) => (value - mx) * (y[i] - my))!;
  const variance = mean(x, (value) => (value - mx) ** 2)!;
  return (value) => my + (covariance / variance) * (value - mx);
}

/**
 * R² and mean absolute error of clip reductions on test clips, in Markdown: the extremes of the frames'
 * volumes, and their mean (Ghorbani et al. 2020) as it is and by a line fitted on other clips.
 */
export function reductionTable(
  fitted: readonly FrameVolumes[],
  test: readonly FrameVolumes[],
): string {
  const rows = reducedIds.map((id) => {
    const known = (clips: readonly FrameVolumes[]) =>
      clips.flatMap(({ volumes, truth }) => {
        const value = truth[id];
        return value === undefined ? [] : [{ volumes, value }];
      });
    const [others, own] = [known(fitted), known(test)];
    const line = fitLine(
      others.map(({ volumes }) => mean(volumes)!),
      others.map(({ value }) => value),
    );
    const cell = (predict: (volumes: readonly number[]) => number) => {
      const truth = own.map(({ value }) => value);
      const predicted = own.map(({ volumes }) => predict(volumes));
      return `${rSquared(truth, predicted).toFixed(2)}, ${meanAbsoluteError(truth, predicted).toFixed(1)}`;
    };
    return [
      id === 'EF' ? 'EF (%)' : `${id} (mL)`,
      cell((volumes) => extremes(volumes)[id]),
      // A mean of volumes is no fraction.
      id === 'EF' ? '–' : cell((volumes) => mean(volumes)!),
      cell((volumes) => line(mean(volumes)!)),
    ];
  });
  const header = ['', 'extremes', 'mean', `mean, by a line fitted on ${fitted.length} others`];
  return [header, header.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}
