import type { BeamGrid } from './beam-grid';
import type { Machine } from './machine';

/** Half width of the window, in samples and in beams. */
const [reachAlong, reachAcross] = [3, 1];

/** Standard deviation of fully developed speckle after logarithmic compression, dB. */
const speckleDb = 5.57;

/**
 * The filter of Lee, IEEE Trans Pattern Anal Mach Intell 2(2), 1980, on compressed grey values: each
 * value is drawn to the mean of its window, the more the less the window varies beyond speckle.
 *
 * @param greyValues beams x samplesPerBeam, 0..255; overwritten
 */
export function reduceSpeckle(
  greyValues: Float32Array,
  { beams, samplesPerBeam }: Pick<BeamGrid, 'beams' | 'samplesPerBeam'>,
  { speckleReduction = 0, dynamicRangeDb }: Pick<Machine, 'speckleReduction' | 'dynamicRangeDb'>,
): void {
  if (speckleReduction === 0) {
    return;
  }
  const speckle = (speckleReduction * speckleDb * 255) / dynamicRangeDb;
  const source = greyValues.slice();
  for (let beam = 0, i = 0; beam < beams; beam++) {
    const [left, right] = [
      Math.max(0, beam - reachAcross),
      Math.min(beams - 1, beam + reachAcross),
    ];
    for (let sample = 0; sample < samplesPerBeam; sample++, i++) {
      const top = Math.max(0, sample - reachAlong);
      const bottom = Math.min(samplesPerBeam - 1, sample + reachAlong);
      let [sum, squares] = [0, 0];
      for (let b = left; b <= right; b++) {
        for (let s = b * samplesPerBeam + top; s <= b * samplesPerBeam + bottom; s++) {
          sum += source[s];
          squares += source[s] * source[s];
        }
      }
      const count = (right - left + 1) * (bottom - top + 1);
      const mean = sum / count;
      const variance = squares / count - mean * mean;
      const kept = variance > 0 ? Math.max(0, 1 - speckle ** 2 / variance) : 0;
      const own = 1 - speckleReduction + speckleReduction * kept;
      greyValues[i] = mean + own * (source[i] - mean);
    }
  }
}
