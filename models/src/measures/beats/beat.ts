export type Moment = 'ED' | 'ES';

/** End-diastole and the end-systole after it; volumes in the unit of the curve. */
export interface Beat {
  /** Frame, from 0. */
  readonly edFrame: number;
  readonly esFrame: number;
  readonly edVolume: number;
  readonly esVolume: number;
  readonly efPercent: number;
}

/** A share that has fallen between two volumes, in percent: EF, or fractional area change. */
export function fractionPercent(edVolume: number, esVolume: number): number {
  return (100 * (edVolume - esVolume)) / edVolume;
}

export function beatAt(curve: readonly number[], edFrame: number, esFrame: number): Beat {
  const [edVolume, esVolume] = [curve[edFrame], curve[esFrame]];
  return {
    edFrame,
    esFrame,
    edVolume,
    esVolume,
    efPercent: fractionPercent(edVolume, esVolume),
  };
}

/** Frames of a range with the highest or lowest known value; undefined when none is known. */
export function extremeFrame(
  curve: readonly number[],
  frames: readonly number[],
  kind: 'highest' | 'lowest',
): number | undefined {
  const sign = kind === 'highest' ? 1 : -1;
  return frames
    .filter((i) => Number.isFinite(curve[i]))
    .reduce<number | undefined>(
      (best, i) => (best === undefined || sign * (curve[i] - curve[best]) > 0 ? i : best),
      undefined,
    );
}
