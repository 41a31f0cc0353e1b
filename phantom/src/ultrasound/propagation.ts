import { amplitudeOf } from '../math/scalar';
import type { BeamGrid } from './beam-grid';
import type { EchoTable } from './tissue-echoes';

/** Neighbouring beams on either side whose apertures overlap, which softens the borders of shadows. */
const sharedBeams = 2;

/** Dirty shadow behind gas: level relative to the gas's surface, and its decay. */
const dirtyStartDb = -8;
const dirtyDecayDbPerCm = 5;
/** Two-way loss above which nothing is visible. */
const lostDb = 90;

/** Attenuation of the pulse along the beams, and the diffuse echo of each sample. */
export class Propagation {
  /** Two-way loss at each sample, dB. Shadows may be added before {@link smoothAcrossBeams}. */
  readonly lossDb: Float32Array;
  private readonly sums: Float32Array;

  constructor(
    private readonly grid: BeamGrid,
    private readonly table: EchoTable,
    private readonly frequencyMHz: number,
    /** Two-way attenuation beyond that of the tissues, dB/cm. */
    private readonly extraDbPerCm: number,
  ) {
    this.lossDb = new Float32Array(grid.beams * grid.samplesPerBeam);
    this.sums = new Float32Array(grid.beams * grid.samplesPerBeam);
  }

  /** Integrates the two-way attenuation along every beam. */
  integrate(region: Uint8Array): void {
    const { lossDb, grid, table, frequencyMHz, extraDbPerCm } = this;
    const { beams, samplesPerBeam, sampleSpacing } = grid;
    const perSample = table.attenuation.map(
      (attenuation) => (2 * attenuation * frequencyMHz + extraDbPerCm) * sampleSpacing,
    );
    for (let beam = 0, i = 0; beam < beams; beam++) {
      let loss = 0;
      for (let sample = 0; sample < samplesPerBeam; sample++, i++) {
        const step = perSample[region[i]];
        lossDb[i] = loss + step / 2;
        loss += step;
      }
    }
  }

  /** Averages the loss over neighbouring beams, as their apertures overlap. */
  smoothAcrossBeams(): void {
    const { lossDb, sums, grid } = this;
    const { beams, samplesPerBeam } = grid;
    sums.set(lossDb);
    for (let beam = 0; beam < beams; beam++) {
      const first = Math.max(0, beam - sharedBeams);
      const last = Math.min(beams - 1, beam + sharedBeams);
      const share = 1 / (last - first + 1);
      const at = beam * samplesPerBeam;
      for (let sample = 0; sample < samplesPerBeam; sample++) {
        let sum = 0;
        for (let other = first; other <= last; other++) {
          sum += sums[other * samplesPerBeam + sample];
        }
        lossDb[at + sample] = sum * share;
      }
    }
  }

  /**
   * Amplitudes of the diffuse echo of every sample, and of the pulse that returns from it.
   *
   * @param incidence squared cosine between beam and wall's normal of each sample, 0..1
   * @param sampleGain amplitude by sample of a beam: focusing
   * @param beamGain amplitude by beam: contact
   * @param echo,pressure overwritten
   */
  echoes(
    region: Uint8Array,
    incidence: Float32Array,
    sampleGain: Float32Array,
    beamGain: Float32Array,
    echo: Float32Array,
    pressure: Float32Array,
  ): void {
    const { lossDb, grid, table } = this;
    const { backscatter, dropout, gas } = table;
    const { beams, samplesPerBeam, sampleSpacing } = grid;
    const decay = amplitudeOf(-dirtyDecayDbPerCm * sampleSpacing);
    for (let beam = 0, i = 0; beam < beams; beam++) {
      let dirty = 0;
      for (let sample = 0; sample < samplesPerBeam; sample++, i++) {
        if (dirty > 0) {
          pressure[i] = 0;
          echo[i] = dirty;
          dirty *= decay;
          continue;
        }
        const loss = lossDb[i];
        const left = loss > lostDb ? 0 : Math.exp(loss * (-Math.LN10 / 20));
        pressure[i] = left * sampleGain[sample] * beamGain[beam];
        const code = region[i];
        echo[i] = pressure[i] * backscatter[code] * (1 - dropout[code] * (1 - incidence[i]));
        if (gas[code] === 1) {
          dirty = echo[i] * amplitudeOf(dirtyStartDb);
        }
      }
    }
  }
}
