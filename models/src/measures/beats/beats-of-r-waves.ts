import { beatAt, extremeFrame, type Beat } from './beat';

/** How far from an R wave, as a share of the beat, end-diastole may be: before it and after it. */
const endDiastole = { before: 0.08, after: 0.12 };

/** Share of a beat, from its R wave, in which end-systole lies. */
const endSystole = { from: 0.15, to: 0.8 };

/**
 * Finds end-diastole, the highest volume around each R wave, and end-systole, the lowest before the
 * next, of every beat that lies in the clip.
 *
 * @param curve smoothed volumes, NaN where unknown
 * @param rWavesMs increasing, on the clock of the times
 */
export function beatsOfRWaves(
  timesMs: readonly number[],
  curve: readonly number[],
  rWavesMs: readonly number[],
): Beat[] {
  const framesBetween = (fromMs: number, toMs: number) =>
    timesMs.map((_, i) => i).filter((i) => timesMs[i] >= fromMs && timesMs[i] <= toMs);
  const spacing = (timesMs[timesMs.length - 1] - timesMs[0]) / Math.max(1, timesMs.length - 1);
  return rWavesMs.slice(1).flatMap((end, i) => {
    const start = rWavesMs[i];
    const length = end - start;
    // The R wave is within a frame of the clip's ends.
    const isSeen = start >= timesMs[0] - spacing && end <= timesMs[timesMs.length - 1] + spacing;
    if (!isSeen) {
      return [];
    }
    const reach = {
      before: Math.max(endDiastole.before * length, spacing),
      after: Math.max(endDiastole.after * length, spacing),
    };
    const edFrame = extremeFrame(
      curve,
      framesBetween(start - reach.before, start + reach.after),
      'highest',
    );
    const esFrame = extremeFrame(
      curve,
      framesBetween(start + endSystole.from * length, start + endSystole.to * length),
      'lowest',
    );
    return edFrame === undefined || esFrame === undefined || edFrame >= esFrame
      ? []
      : [beatAt(curve, edFrame, esFrame)];
  });
}
