import { poolMeasures } from '@echonet/models';
import { type Measured, type MeasureId, measureIds } from './measured';

/** The mean over clips, or the value of the only clip that counts. */
export interface PooledMeasured extends Measured {
  /** Positions of the clips that it is the mean of, at least one. */
  readonly ofClips: readonly number[];
}

/**
 * What was measured in each of several clips, averaged by measure: EDV, ESV and EF over the same clips, those
 * that have all three, if there are any. An interval is the mean one of a single clip: averaging does not
 * narrow it, since errors of the model are shared by the clips of a patient.
 */
export function pooledMeasured(clips: readonly (readonly Measured[])[]): PooledMeasured[] {
  const pooled = new Map(poolMeasures<MeasureId>(clips).map((one) => [one.id, one]));
  return measureIds.flatMap((id) => {
    const mean = pooled.get(id);
    if (!mean) {
      return [];
    }
    const averaged = mean.ofClips.map((clip) => clips[clip].find((one) => one.id === id)!);
    return [
      {
        ...mean,
        ...(averaged.some(({ edited }) => edited) && { edited: true as const }),
        ...(averaged.every(({ typed }) => typed) && { typed: true as const }),
      },
    ];
  });
}

/** Of measures that at least two clips count for. */
export function meanOfClips(clips: readonly (readonly Measured[])[]): PooledMeasured[] {
  return pooledMeasured(clips).filter(({ ofClips }) => ofClips.length > 1);
}
