import type { BeamGrid } from './beam-grid';
import type { Machine } from './machine';
import { reduceSpeckle } from './speckle-reduction';

/** Level shown as white at 0 dB of gain, dB above myocardium. */
const whiteDb = 24.5;
const decibelsPerNeper = 10 / Math.LN10;

/**
 * The grey map as a look-up table: grey values 0..255 for levels 0..1. A power changes mid grey, an
 * S curve its contrast.
 */
export function greyMap({ greyGamma, greyContrast }: Machine, steps = 1024): Float32Array {
  return Float32Array.from({ length: steps }, (_, step) => {
    const level = (step / (steps - 1)) ** greyGamma;
    const s = level * level * (3 - 2 * level);
    return 255 * (level + greyContrast * (s - level));
  });
}

/**
 * Time-gain curve at each sample, dB: assumed two-way attenuation plus the errors of the sliders.
 */
export function timeGain(machine: Machine, range: Float32Array): Float32Array {
  const { assumedAttenuation, frequencyMHz, depthCm, timeGainErrorsDb: errors } = machine;
  return range.map((distance) => {
    const slider = Math.min(1, distance / depthCm) * (errors.length - 1);
    const below = Math.min(errors.length - 2, Math.floor(slider));
    const error = errors[below] + (errors[below + 1] - errors[below]) * (slider - below);
    return 2 * assumedAttenuation * frequencyMHz * distance + error;
  });
}

/** From complex echoes to the grey values of a polar image; keeps the last frame for averaging. */
export class Display {
  private readonly greyValues: Float32Array;
  private readonly image: Float32Array;
  private readonly levelOfGain: Float32Array;
  private readonly map: Float32Array;
  private readonly line: Float32Array;
  private hasImage = false;

  constructor(
    private readonly grid: BeamGrid,
    private readonly machine: Machine,
    /** Time-gain curve, one value per sample of a beam. */
    gainDb: Float32Array,
  ) {
    this.greyValues = new Float32Array(grid.beams * grid.samplesPerBeam);
    this.image = new Float32Array(grid.beams * grid.samplesPerBeam);
    this.line = new Float32Array(grid.samplesPerBeam);
    this.map = greyMap(machine);
    const { dynamicRangeDb } = machine;
    this.levelOfGain = gainDb.map((gain) => 1 + (gain + machine.gainDb - whiteDb) / dynamicRangeDb);
  }

  /**
   * @param sinceLastMs time since the previous frame
   * @returns grey values 0..255, overwritten by the next frame
   */
  show(real: Float32Array, imaginary: Float32Array, sinceLastMs: number): Float32Array {
    this.compress(real, imaginary);
    this.enhance();
    this.smooth();
    reduceSpeckle(this.greyValues, this.grid, this.machine);
    const { greyValues, image, machine } = this;
    const kept =
      this.hasImage && machine.persistenceMs > 0
        ? Math.exp(-sinceLastMs / machine.persistenceMs)
        : 0;
    for (let i = 0; i < image.length; i++) {
      image[i] = greyValues[i] + kept * (image[i] - greyValues[i]);
    }
    this.hasImage = true;
    return image;
  }

  /** Envelope detection, time gain, logarithmic compression and grey map. */
  private compress(real: Float32Array, imaginary: Float32Array): void {
    const { greyValues, map, levelOfGain, machine, grid } = this;
    const { beams, samplesPerBeam } = grid;
    const scale = decibelsPerNeper / machine.dynamicRangeDb;
    const top = map.length - 1;
    for (let beam = 0, i = 0; beam < beams; beam++) {
      for (let sample = 0; sample < samplesPerBeam; sample++, i++) {
        const power = real[i] * real[i] + imaginary[i] * imaginary[i];
        const level = levelOfGain[sample] + scale * Math.log(power + 1e-30);
        greyValues[i] = map[level <= 0 ? 0 : level >= 1 ? top : (level * top) | 0];
      }
    }
  }

  /** Unsharp mask along the beam. */
  private enhance(): void {
    const { greyValues, machine, grid } = this;
    const { samplesPerBeam } = grid;
    const strength = machine.edgeEnhancement;
    if (strength === 0) {
      return;
    }
    for (let start = 0; start < greyValues.length; start += samplesPerBeam) {
      let before = greyValues[start];
      for (let i = start + 1; i < start + samplesPerBeam - 1; i++) {
        const here = greyValues[i];
        const sharp = here + strength * (here - (before + here + greyValues[i + 1]) / 3);
        greyValues[i] = sharp < 0 ? 0 : sharp > 255 ? 255 : sharp;
        before = here;
      }
    }
  }

  /** Weighted mean with the neighbours along, then across the beams. */
  private smooth(): void {
    const { greyValues, machine, grid } = this;
    const { samplesPerBeam } = grid;
    const side = machine.smoothing / 3;
    if (side === 0) {
      return;
    }
    const centre = 1 - 2 * side;
    for (let start = 0; start < greyValues.length; start += samplesPerBeam) {
      let before = greyValues[start];
      for (let i = start + 1; i < start + samplesPerBeam - 1; i++) {
        const here = greyValues[i];
        greyValues[i] = centre * here + side * (before + greyValues[i + 1]);
        before = here;
      }
    }
    const line = this.line;
    line.set(greyValues.subarray(0, samplesPerBeam));
    for (
      let start = samplesPerBeam;
      start < greyValues.length - samplesPerBeam;
      start += samplesPerBeam
    ) {
      for (let sample = 0, i = start; sample < samplesPerBeam; sample++, i++) {
        const here = greyValues[i];
        greyValues[i] = centre * here + side * (line[sample] + greyValues[i + samplesPerBeam]);
        line[sample] = here;
      }
    }
  }
}
