import { type Measured, type MeasureId, measureIds } from './measured';

/**
 * Means over clips of what was measured in each, by measure and unit; of those that at least two clips
 * have. An interval is the mean one of a single clip: averaging does not narrow it, since errors of the
 * model are shared by the clips of a patient.
 */
export function meanOfClips(clips: readonly (readonly Measured[])[]): MeanMeasured[] {
  return measureIds.flatMap((id) => {
    const values = clips.flatMap((measured) => measured.find((one) => one.id === id) ?? []);
    const { unit } = values[0] ?? {};
    if (unit === undefined || values.length < 2 || values.some((one) => one.unit !== unit)) {
      return [];
    }
    const intervals = values.flatMap(({ interval90 }) => (interval90 ? [interval90] : []));
    const isComplete = intervals.length === values.length;
    return {
      id,
      unit,
      value: mean(values.map(({ value }) => value)),
      clipCount: values.length,
      ...(isComplete && {
        interval90: [
          mean(intervals.map(([low]) => low)),
          mean(intervals.map(([, high]) => high)),
        ] as const,
      }),
      ...(values.some(({ edited }) => edited) && { edited: true as const }),
    };
  });
}

export interface MeanMeasured {
  readonly id: MeasureId;
  readonly unit: string;
  readonly value: number;
  readonly clipCount: number;
  readonly interval90?: readonly [low: number, high: number];
  readonly edited?: true;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
