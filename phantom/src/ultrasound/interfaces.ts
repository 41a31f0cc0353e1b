import type { BeamGrid } from './beam-grid';

/** Half width, in samples and in beams, of the gradient's window. */
const reachAlong = 2;
const reachAcross = 2;

/** Fall of a specular echo with the angle of incidence: power of its cosine. */
const sharpness = 4;

/**
 * Specular echoes of interfaces: the change of reflectivity along the beam, weighted by the angle of
 * incidence. Walls parallel to the beam give none: they drop out.
 */
export class Interfaces {
  private readonly smooth: Float32Array;
  private readonly line: Float32Array;

  constructor(private readonly grid: BeamGrid) {
    this.smooth = new Float32Array(grid.beams * grid.samplesPerBeam);
    this.line = new Float32Array(grid.samplesPerBeam);
  }

  /**
   * @param region of every sample
   * @param reflectivity by region code
   * @param into overwritten by the specular amplitude of every sample
   */
  find(region: Uint8Array, reflectivity: Float32Array, into: Float32Array): void {
    const { grid, smooth } = this;
    const { beams, samplesPerBeam, sampleSpacing, lateralSpacing } = grid;
    this.smoothAlong(region, reflectivity);
    into.fill(0);
    for (let beam = reachAcross; beam < beams - reachAcross; beam++) {
      const start = beam * samplesPerBeam;
      const [left, right] = [reachAcross * samplesPerBeam, reachAcross * samplesPerBeam];
      for (let sample = reachAlong; sample < samplesPerBeam - reachAlong; sample++) {
        const i = start + sample;
        const along = smooth[i + reachAlong] - smooth[i - reachAlong];
        if (along === 0) {
          continue;
        }
        const across =
          ((smooth[i + right] - smooth[i - left]) * reachAlong * sampleSpacing) /
          (reachAcross * lateralSpacing[sample]);
        const squared = along * along;
        const cosine2 = squared / (squared + across * across);
        into[i] = Math.abs(along) * cosine2 ** (sharpness / 2);
      }
    }
  }

  /** Running mean of the reflectivity along each beam. */
  private smoothAlong(region: Uint8Array, reflectivity: Float32Array): void {
    const { smooth, line, grid } = this;
    const { beams, samplesPerBeam } = grid;
    const width = 2 * reachAlong + 1;
    for (let beam = 0; beam < beams; beam++) {
      const start = beam * samplesPerBeam;
      for (let sample = 0; sample < samplesPerBeam; sample++) {
        line[sample] = reflectivity[region[start + sample]];
      }
      let sum = line[0] * (reachAlong + 1);
      for (let ahead = 1; ahead <= reachAlong; ahead++) {
        sum += line[ahead];
      }
      for (let sample = 0; sample < samplesPerBeam; sample++) {
        smooth[start + sample] = sum / width;
        sum +=
          line[Math.min(samplesPerBeam - 1, sample + reachAlong + 1)] -
          line[Math.max(0, sample - reachAlong)];
      }
    }
  }
}
