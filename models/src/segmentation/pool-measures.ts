import { averagedClips } from './ventricle-of-clips';

/** A measure of one clip. */
export interface ClipMeasure<Id extends string = string> {
  readonly id: Id;
  readonly value: number;
  readonly unit: string;
  /** Whether the true value is larger. */
  readonly isLowerLimit?: true;
  readonly interval90?: readonly [low: number, high: number];
}

export interface PooledMeasure<Id extends string = string> extends ClipMeasure<Id> {
  /** Positions of the clips that it is the mean of, at least one. */
  readonly ofClips: readonly number[];
}

/**
 * Means over the clips with equal weights, of measures in the same unit. Those of the left ventricle are of
 * the same clips; the mean of a lower limit and others is one too. The interval is as wide as those of the
 * clips on average: errors of one patient's clips correlate, and the narrowing was not measured.
 *
 * @param clips the measures of each clip
 */
export function poolMeasures<Id extends string>(
  clips: readonly (readonly ClipMeasure<Id>[])[],
): PooledMeasure<Id>[] {
  const ids = [...new Set(clips.flat().map(({ id }) => id))];
  const numbered = clips.map((measures, index) => ({ measures, index }));
  return ids.map((id) => {
    const having = averagedClips(numbered, id, ({ measures }) => measures.map((one) => one.id));
    const ofId = having.map(({ measures, index }) => ({
      ...measures.find((one) => one.id === id)!,
      index,
    }));
    const unit = unitOfMean(ofId.map((measure) => measure.unit));
    const counted = ofId.filter((measure) => measure.unit === unit);
    const intervals = counted.flatMap(({ interval90 }) => (interval90 ? [interval90] : []));
    return {
      id,
      unit,
      value: mean(counted.map(({ value }) => value)),
      ...(counted.some(({ isLowerLimit }) => isLowerLimit) && { isLowerLimit: true }),
      ...(intervals.length === counted.length && {
        interval90: [
          mean(intervals.map(([low]) => low)),
          mean(intervals.map(([, high]) => high)),
        ] as const,
      }),
      ofClips: counted.map(({ index }) => index),
    };
  });
}

/**
 * The unit in which values of one measure are averaged: without a scale, a clip has MAPSE in per cent, which
 * does not count beside others in mm.
 *
 * @param units at least one
 */
export function unitOfMean(units: readonly string[]): string {
  return units.find((unit) => unit !== '%') ?? units[0];
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
