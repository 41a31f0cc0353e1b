import { normalStream, type RandomStream } from '@echonet/models/random';
import { amplitudeOf } from '../math/scalar';
import { hazeDb, type Acoustics, type HazeCloud } from './acoustics';
import { acrossSector, type BeamGrid } from './beam-grid';

/** Decay length of the reverberation behind an echo, cm. */
const tailDecayCm = 1.3;

/**
 * Reverberation. In the near field the layers of the chest wall reflect repeatedly, static while
 * the heart moves; deeper, every strong echo has a weak tail.
 */
export class Clutter {
  /** Static near-field haze, complex. */
  private readonly real: Float32Array;
  private readonly imaginary: Float32Array;
  private readonly trailing: number;
  private readonly decay: number;

  constructor(
    random: RandomStream,
    private readonly grid: BeamGrid,
    acoustics: Acoustics,
    /** Complex noise of unit power, which also gives the phase of the tails. */
    private readonly noise: Float32Array,
  ) {
    const { beams, samplesPerBeam, range, sampleSpacing } = grid;
    const normal = normalStream(random);
    const level = amplitudeOf(hazeDb(acoustics));
    this.real = new Float32Array(beams * samplesPerBeam);
    this.imaginary = new Float32Array(beams * samplesPerBeam);
    this.trailing = 0.35 * level;
    this.decay = Math.exp(-sampleSpacing / tailDecayCm);
    const layers = chestWallLayers(random, acoustics.fatThicknessCm);
    // A layer is a good mirror only where it is perpendicular to the beam.
    const turns = 2 + 3 * random();
    const uneven = Float32Array.from({ length: beams }, (_, beam) =>
      Math.sin(Math.PI * turns * (beam / beams) + 5 * turns),
    );
    const reach = 1.2 + 0.9 * acoustics.fatThicknessCm;
    for (let sample = 0; sample < samplesPerBeam; sample++) {
      const distance = range[sample];
      // Ring-down of the probe's face.
      const face = 8 * Math.exp(-((distance / 0.12) ** 2));
      const haze = Math.exp(-distance / reach);
      const band = layers.reduce(
        (sum, { at, strength }) => sum + strength * Math.exp(-(((distance - at) / 0.06) ** 2)),
        0,
      );
      for (let beam = 0; beam < beams; beam++) {
        const i = beam * samplesPerBeam + sample;
        const layer = 2 * band * uneven[beam];
        this.real[i] = level * (3 * haze * normal() * Math.SQRT1_2 + layer + face);
        this.imaginary[i] = level * 3 * haze * normal() * Math.SQRT1_2;
      }
    }
    for (const cloud of acoustics.clouds ?? []) {
      this.addCloud(cloud, normal);
    }
  }

  private addCloud(
    { levelDb, depthCm, heightCm, side, widthShare }: HazeCloud,
    normal: () => number,
  ): void {
    const { beams, samplesPerBeam, range } = this.grid;
    const level = amplitudeOf(levelDb) * Math.SQRT1_2;
    for (let beam = 0, i = 0; beam < beams; beam++) {
      const aside = (acrossSector(beam, beams) - side) / widthShare;
      for (let sample = 0; sample < samplesPerBeam; sample++, i++) {
        const below = (range[sample] - depthCm) / heightCm;
        const strength = level * Math.exp(-0.5 * (aside * aside + below * below));
        this.real[i] += strength * normal();
        this.imaginary[i] += strength * normal();
      }
    }
  }

  /**
   * Adds the static haze and the tails of strong echoes to a complex field.
   *
   * @param start index into the noise at which the tails' phases begin; differs between frames
   */
  add(real: Float32Array, imaginary: Float32Array, start: number): void {
    const { grid, noise, trailing, decay } = this;
    const { beams, samplesPerBeam } = grid;
    const length = noise.length - 2;
    for (let beam = 0, i = 0, at = start; beam < beams; beam++) {
      let tail = 0;
      for (let sample = 0; sample < samplesPerBeam; sample++, i++, at += 2) {
        if (at >= length) {
          at -= length;
        }
        const power = real[i] * real[i] + imaginary[i] * imaginary[i];
        tail = decay * tail + (1 - decay) * power;
        const level = trailing * Math.sqrt(tail);
        real[i] += level * noise[at] + this.real[i];
        imaginary[i] += level * noise[at + 1] + this.imaginary[i];
      }
    }
  }
}

/** Depths at which skin, fat and muscle reflect, each with three repetitions. */
function chestWallLayers(random: RandomStream, fatCm: number): { at: number; strength: number }[] {
  const layers: { at: number; strength: number }[] = [];
  for (const first of [0.25 + 0.2 * random(), 0.4 + 0.5 * fatCm * (0.8 + 0.4 * random())]) {
    for (let echo = 1; echo <= 4; echo++) {
      layers.push({ at: first * echo, strength: (0.5 + 0.5 * random()) * 0.55 ** (echo - 1) });
    }
  }
  return layers;
}
