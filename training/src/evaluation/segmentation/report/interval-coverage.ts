import { residualOf, type MeasureId, type MeasurePair } from '../assess-segmentation';

/** What an interval holds of some clips. */
export interface Coverage {
  readonly held: number;
  readonly clips: number;
  /** Range of their true values. */
  readonly low: number;
  readonly high: number;
}

/** What an interval holds of all clips; undefined without any. */
export function coverageOf(
  pairs: readonly MeasurePair[],
  measure: MeasureId,
  halfWidth: number,
): Coverage | undefined {
  const values = pairs.map(({ truth }) => truth);
  return pairs.length === 0
    ? undefined
    : {
        held: pairs.filter((pair) => Math.abs(residualOf(measure, pair)) <= halfWidth).length,
        clips: pairs.length,
        low: Math.min(...values),
        high: Math.max(...values),
      };
}

/** What an interval holds of the clips with the lowest, middle and highest third of true values. */
export function coverageByThird(
  pairs: readonly MeasurePair[],
  measure: MeasureId,
  halfWidth: number,
): (Coverage | undefined)[] {
  const sorted = [...pairs].sort((a, b) => a.truth - b.truth);
  const border = (third: number) => Math.round((third * sorted.length) / 3);
  return [0, 1, 2].map((third) =>
    coverageOf(sorted.slice(border(third), border(third + 1)), measure, halfWidth),
  );
}
