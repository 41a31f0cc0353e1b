import type { BeamGrid } from './beam-grid';

/** Half width, in samples and in beams, of the gradient's window. */
const reachAlong = 9;
const reachAcross = 4;
/** Squared cosine assumed far from any border. */
const neutral = 0.5;

/**
 * Angle of incidence of the beam on the walls of the cavities. Muscle fibres run along the wall and
 * scatter less the more parallel the wall is to the beam (Mottley and Miller, J Acoust Soc Am 83(2),
 * 1988, measured it in myocardium), so that lateral walls drop out.
 */
export class WallAngle {
  private readonly solid: Float32Array;

  constructor(private readonly grid: BeamGrid) {
    this.solid = new Float32Array(grid.beams * grid.samplesPerBeam);
  }

  /**
   * @param region of every sample
   * @param reflectivity by region code; 0 is fluid
   * @param into overwritten by the squared cosine between the beam and the wall's normal, 0..1
   */
  find(region: Uint8Array, reflectivity: Float32Array, into: Float32Array): void {
    const { grid, solid } = this;
    const { beams, samplesPerBeam, sampleSpacing, lateralSpacing } = grid;
    const width = 2 * reachAlong + 1;
    for (let beam = 0; beam < beams; beam++) {
      const start = beam * samplesPerBeam;
      const end = start + samplesPerBeam - 1;
      let sum = reflectivity[region[start]] > 0 ? reachAlong + 1 : 0;
      for (let i = start + 1; i <= start + reachAlong; i++) {
        if (reflectivity[region[i]] > 0) {
          sum++;
        }
      }
      for (let i = start; i <= end; i++) {
        solid[i] = sum / width;
        if (reflectivity[region[Math.min(end, i + reachAlong + 1)]] > 0) {
          sum++;
        }
        if (reflectivity[region[Math.max(start, i - reachAlong)]] > 0) {
          sum--;
        }
      }
    }
    for (let beam = 0, i = 0; beam < beams; beam++) {
      const left = Math.max(0, beam - reachAcross) * samplesPerBeam;
      const right = Math.min(beams - 1, beam + reachAcross) * samplesPerBeam;
      const start = beam * samplesPerBeam;
      for (let sample = 0; sample < samplesPerBeam; sample++, i++) {
        const before = start + Math.max(0, sample - reachAlong);
        const after = start + Math.min(samplesPerBeam - 1, sample + reachAlong);
        const along = solid[after] - solid[before];
        const across =
          ((solid[right + sample] - solid[left + sample]) * reachAlong * sampleSpacing) /
          (reachAcross * lateralSpacing[sample]);
        const squared = along * along;
        // A weak gradient is uncertain: it is shrunk towards the neutral value.
        into[i] = (squared + neutral * 0.02) / (squared + across * across + 0.02);
      }
    }
  }
}
