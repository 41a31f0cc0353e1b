import { amplitudeOf } from '../math/scalar';
import type { BeamGrid } from './beam-grid';
import type { Machine } from './machine';
import { scattererCorrelation } from './scatterer-table';

/** Speed of sound in soft tissue, 1540 m/s. */
const soundCmPerUs = 0.154;
/** Full width at half maximum of a Gaussian over its standard deviation. */
const gaussianWidth = 2 * Math.sqrt(2 * Math.LN2);
/** The same for (1 + |x|) exp(-|x|), the kernel across beams, whose standard deviation is 2. */
const acrossWidth = 1.678;

type Optics = Pick<Machine, 'frequencyMHz' | 'pulsePeriods' | 'apertureCm' | 'focusCm'>;

/** Length of the pulse-echo response, full width at half maximum, cm. */
export const axialWidthCm = ({ frequencyMHz, pulsePeriods }: Optics): number =>
  (pulsePeriods * soundCmPerUs) / frequencyMHz / 2;

/**
 * Width of the beam, full width at half maximum of the amplitude, cm: wavelength times distance over
 * aperture, plus the defocus of the transmitted beam that dynamic receive focusing leaves.
 *
 * @param range distance from the face, cm
 * @param aberration factor by which the chest wall widens the beam
 */
export function lateralWidthCm(optics: Optics, range: number, aberration: number): number {
  const { frequencyMHz, apertureCm, focusCm } = optics;
  const diffraction = ((soundCmPerUs / frequencyMHz) * range) / apertureCm;
  const defocus = 0.06 * apertureCm * Math.abs(1 - range / focusCm);
  return aberration * Math.hypot(diffraction, defocus);
}

/**
 * Convolves complex echoes with the point-spread function: a Gaussian along the beam and, across
 * beams, a two-sided exponential applied twice, as wide as the beam at each depth. The power of
 * speckle is preserved. The separable convolution model of Bamber and Dickinson, Phys Med Biol 25(3), 1980, and
 * Meunier and Bertrand, IEEE Trans Biomed Eng 42(12), 1995, with the depth-dependent width of
 * COLE (Gao et al., IEEE Trans Ultrason Ferroelectr Freq Control 56(2), 2009).
 */
export class PointSpread {
  private readonly taps: Float32Array;
  private readonly feedback: Float32Array;
  private readonly gain: Float32Array;
  private readonly haloGain: number;
  private readonly line: Float32Array;
  private readonly halo: Float32Array;

  constructor(
    private readonly grid: BeamGrid,
    optics: Optics & Pick<Machine, 'sideLobeDb'>,
    aberration: number,
  ) {
    const { range, lateralSpacing, samplesPerBeam } = grid;
    const taps = gaussian(axialWidthCm(optics) / gaussianWidth / grid.sampleSpacing);
    const along = 1 / Math.sqrt(specklePower(taps, grid.sampleSpacing));
    this.taps = taps.map((tap) => tap * along);
    this.feedback = new Float32Array(samplesPerBeam);
    this.gain = new Float32Array(samplesPerBeam);
    for (let sample = 0; sample < samplesPerBeam; sample++) {
      const width = lateralWidthCm(optics, range[sample], aberration) / lateralSpacing[sample];
      // At least the spacing of the beams, at most what the recursive filter keeps smooth.
      const deviation = Math.min(12, Math.max(0.5, width / acrossWidth));
      const pole = poleOf(deviation);
      this.feedback[sample] = pole;
      this.gain[sample] = 1 / Math.sqrt(specklePower(acrossResponse(pole), lateralSpacing[sample]));
    }
    this.haloGain = amplitudeOf(optics.sideLobeDb);
    this.line = new Float32Array(samplesPerBeam);
    this.halo = new Float32Array(grid.beams * samplesPerBeam);
  }

  /** Blurs a real or imaginary part in place. */
  blur(field: Float32Array): void {
    this.blurAlong(field);
    this.addSideLobes(field);
    this.blurAcross(field);
    this.blurAcross(field);
    const { beams, samplesPerBeam } = this.grid;
    const gain = this.gain;
    for (let beam = 0, i = 0; beam < beams; beam++) {
      for (let sample = 0; sample < samplesPerBeam; sample++, i++) {
        field[i] *= gain[sample];
      }
    }
  }

  private blurAlong(field: Float32Array): void {
    const { taps, line } = this;
    const { beams, samplesPerBeam } = this.grid;
    const reach = (taps.length - 1) / 2;
    for (let beam = 0; beam < beams; beam++) {
      const start = beam * samplesPerBeam;
      line.set(field.subarray(start, start + samplesPerBeam));
      for (let sample = 0; sample < samplesPerBeam; sample++) {
        let sum = taps[reach] * line[sample];
        for (let off = 1; off <= reach; off++) {
          const before = sample >= off ? line[sample - off] : 0;
          const after = sample + off < samplesPerBeam ? line[sample + off] : 0;
          sum += taps[reach + off] * (before + after);
        }
        field[start + sample] = sum;
      }
    }
  }

  /** Adds a wide, weak two-sided exponential across the beams. */
  private addSideLobes(field: Float32Array): void {
    const { halo, line, haloGain } = this;
    const { beams, samplesPerBeam } = this.grid;
    line.fill(0);
    for (let beam = 0, i = 0; beam < beams; beam++) {
      for (let sample = 0; sample < samplesPerBeam; sample++, i++) {
        halo[i] = line[sample];
        line[sample] = sideLobePole * (line[sample] + field[i]);
      }
    }
    line.fill(0);
    for (let beam = beams - 1; beam >= 0; beam--) {
      for (let sample = 0, i = beam * samplesPerBeam; sample < samplesPerBeam; sample++, i++) {
        const echo = field[i];
        field[i] += haloGain * (halo[i] + line[sample]);
        line[sample] = sideLobePole * (line[sample] + echo);
      }
    }
  }

  /** Two-sided exponential: a recursive filter forwards and backwards over the beams. */
  private blurAcross(field: Float32Array): void {
    const feedback = this.feedback;
    const { beams, samplesPerBeam } = this.grid;
    const last = beams * samplesPerBeam - samplesPerBeam;
    for (let i = samplesPerBeam, sample = 0; i < field.length; i++) {
      field[i] += feedback[sample] * field[i - samplesPerBeam];
      sample = sample + 1 === samplesPerBeam ? 0 : sample + 1;
    }
    for (let i = last - 1, sample = samplesPerBeam - 1; i >= 0; i--) {
      field[i] += feedback[sample] * field[i + samplesPerBeam];
      sample = sample === 0 ? samplesPerBeam - 1 : sample - 1;
    }
  }
}

/** Decay of the side lobes per beam. */
const sideLobePole = 0.92;

function gaussian(deviation: number): Float32Array {
  const reach = Math.max(1, Math.ceil(2.5 * deviation));
  return Float32Array.from({ length: 2 * reach + 1 }, (_, tap) =>
    Math.exp(-0.5 * ((tap - reach) / deviation) ** 2),
  );
}

/**
 * Pole a of 1/(1 - a/z) that, applied forwards and backwards twice, gives a standard deviation: each two-sided exponential a^|n| has the variance 2a/(1 - a)^2.
 */
function poleOf(deviation: number): number {
  const b = 1 + 2 / deviation ** 2;
  return b - Math.sqrt(b * b - 1);
}

/**
 * Impulse response of that filter: a^|n| / (1 - a^2) convolved with itself, which is
 * (|n| + (1 + a^2) / (1 - a^2)) a^|n| / (1 - a^2)^2.
 */
function acrossResponse(pole: number): Float32Array {
  const centre = (1 + pole * pole) / (1 - pole * pole);
  const scale = 1 / (1 - pole * pole) ** 2;
  const reach = Math.ceil(Math.log(1e-3) / Math.log(pole)) + 4;
  return Float32Array.from({ length: 2 * reach + 1 }, (_, tap) => {
    const n = Math.abs(tap - reach);
    return scale * (n + centre) * pole ** n;
  });
}

/** Power of scatterers of unit power after a filter. @param spacingCm distance between taps */
function specklePower(response: Float32Array, spacingCm: number): number {
  let power = 0;
  for (let lag = 0; lag < response.length; lag++) {
    const correlation = scattererCorrelation(lag * spacingCm);
    if (correlation < 1e-3) {
      break;
    }
    let product = 0;
    for (let tap = lag; tap < response.length; tap++) {
      product += response[tap] * response[tap - lag];
    }
    power += (lag === 0 ? 1 : 2) * product * correlation;
  }
  return power;
}
