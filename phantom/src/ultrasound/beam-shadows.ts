import type { BeamShadow } from './acoustics';
import { acrossSector, type BeamGrid } from './beam-grid';

/** Over which a shadow begins and ends, cm. */
const softnessCm = 0.4;

/** Adds the losses of shadows to those along the beams. */
export function addShadows(
  shadows: readonly BeamShadow[],
  { beams, samplesPerBeam, range }: BeamGrid,
  lossDb: Float32Array,
): void {
  for (const { side, widthShare, fromCm, toCm, lossDb: most } of shadows) {
    const along = range.map((cm) => most * ramp(cm - fromCm) * ramp(toCm - cm));
    for (let beam = 0, i = 0; beam < beams; beam++) {
      const aside = (acrossSector(beam, beams) - side) / widthShare;
      const across = Math.exp(-0.5 * aside * aside);
      for (let sample = 0; sample < samplesPerBeam; sample++, i++) {
        lossDb[i] += across * along[sample];
      }
    }
  }
}

const ramp = (cm: number): number => Math.min(1, Math.max(0, 0.5 + cm / softnessCm));
