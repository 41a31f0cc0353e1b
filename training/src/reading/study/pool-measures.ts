import { clipsOfLeftVentricle, type ContourMeasure, isOfLeftVentricle } from '@echonet/models';

export interface PooledMeasure extends ContourMeasure {
  /** Number of clips with the measure. */
  readonly clipCount: number;
}

/**
 * Means over the clips with equal weights, of measures in the same unit: without a scale, a clip has
 * MAPSE in per cent, which does not count beside others in mm. Those of the left ventricle are of the same
 * clips. The interval is as wide as those of the clips on average: errors of one patient's clips correlate,
 * and the narrowing was not measured.
 *
 * @param clips the measures of each clip
 */
export function poolMeasures(clips: readonly (readonly ContourMeasure[])[]): PooledMeasure[] {
  const all = clips.flat();
  const ofVentricle = clipsOfLeftVentricle(clips, (clip) => clip.map(({ id }) => id)).flat();
  const ids = [...new Set(all.map(({ id }) => id))];
  return ids.map((id) => {
    const among = isOfLeftVentricle(id) ? ofVentricle : all;
    const ofId = among.filter((measure) => measure.id === id);
    const { unit } = ofId.find((measure) => measure.unit !== '%') ?? ofId[0];
    const counted = ofId.filter((measure) => measure.unit === unit);
    const intervals = counted.flatMap(({ interval90 }) => (interval90 ? [interval90] : []));
    return {
      id,
      unit,
      value: mean(counted.map(({ value }) => value)),
      ...(intervals.length === counted.length && {
        interval90: [
          mean(intervals.map(([low]) => low)),
          mean(intervals.map(([, high]) => high)),
        ] as const,
      }),
      clipCount: counted.length,
    };
  });
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
