import type { RandomStream } from '@echonet/models/random';
import { randomRotation } from '../math/random-rotation';
import type { TissueSamples } from '../scene/scene';
import type { BeamGrid } from './beam-grid';
import { cellCm, scattererCorrelation, ScattererTable, side } from './scatterer-table';

/** Patchiness of tissue: an enlarged copy of the table varies its strength; standard deviation in dB. */
const patchesPerCell = 1 / 8;
const patchDb = 3.5;
const patchLog = ((patchDb * Math.LN10) / 20) * Math.SQRT2;

/**
 * Scatterers fixed in the body: a periodic three-dimensional table of complex Gaussian strengths,
 * rotated at random for every patient, so that no beam or wall is parallel to it.
 */
export class Scatterers {
  private readonly table = new ScattererTable();
  /** Rotation from body to table, row by row, cells per cm; and the origin, cells. */
  private readonly axes: Float64Array;
  private readonly origin: readonly number[];
  /** By sample of a beam: number of positions between two beams, and their weight. */
  private readonly steps: Uint8Array;
  private readonly weight: Float32Array;
  private region: Uint8Array;
  /** Position of the tissue of each sample, cells. */
  private readonly x: Float32Array;
  private readonly y: Float32Array;
  private readonly z: Float32Array;

  constructor(
    random: RandomStream,
    private readonly grid: BeamGrid,
  ) {
    this.axes = randomRotation(random).map((part) => part / cellCm);
    // Far from 0, so that truncation is the floor.
    this.origin = Array.from({ length: 3 }, () => side * (256 + random()));
    // Beams far apart have several cells between them.
    const { lateralSpacing } = grid;
    this.steps = Uint8Array.from(lateralSpacing, (cm) => Math.max(1, Math.floor(cm / cellCm)));
    this.weight = lateralSpacing.map((cm, sample) => meanWeight(this.steps[sample], cm));
    const count = grid.beams * grid.samplesPerBeam;
    this.region = new Uint8Array(count);
    this.x = new Float32Array(count);
    this.y = new Float32Array(count);
    this.z = new Float32Array(count);
  }

  /**
   * Sets the positions of the tissue for a frame.
   *
   * @param tissue kept until the next frame
   * @param flows by region code: 1 where scatterers are replaced in every frame
   * @param exchange any number that differs between frames
   */
  place(tissue: TissueSamples, flows: Uint8Array, exchange: number): void {
    const { axes: a, origin, x, y, z } = this;
    const { region, materialX, materialY, materialZ } = tissue;
    const shift = (exchange * 17.31) % side;
    for (let i = 0; i < x.length; i++) {
      const [mx, my, mz] = [materialX[i], materialY[i], materialZ[i]];
      const moved = flows[region[i]] === 1 ? shift : 0;
      x[i] = a[0] * mx + a[1] * my + a[2] * mz + origin[0] + moved;
      y[i] = a[3] * mx + a[4] * my + a[5] * mz + origin[1] + 2 * moved;
      z[i] = a[6] * mx + a[7] * my + a[8] * mz + origin[2];
    }
    this.region = region;
  }

  /** Multiplies the amplitude of tissue that does not flow by the strength of its patch. */
  vary(flows: Uint8Array, amplitude: Float32Array): void {
    const { x, y, z, region } = this;
    for (let i = 0; i < amplitude.length; i++) {
      if (amplitude[i] > 0 && flows[region[i]] === 0) {
        amplitude[i] *= this.patch(x[i], y[i], z[i]);
      }
    }
  }

  /**
   * Complex echo of each sample, averaged over the distance between two beams.
   *
   * @param amplitude of each sample; 0 is skipped
   * @param real,imaginary overwritten
   */
  scatter(amplitude: Float32Array, real: Float32Array, imaginary: Float32Array): void {
    const { x, y, z, grid, region } = this;
    const { beams, samplesPerBeam } = grid;
    for (let beam = 0, i = 0; beam < beams; beam++) {
      for (let sample = 0; sample < samplesPerBeam; sample++, i++) {
        real[i] = 0;
        imaginary[i] = 0;
        if (amplitude[i] === 0) {
          continue;
        }
        const steps = this.steps[sample];
        const left = i - samplesPerBeam;
        const right = i + samplesPerBeam;
        const inside =
          beam > 0 && beam < beams - 1 && region[left] === region[i] && region[right] === region[i];
        if (steps === 1 || !inside) {
          this.table.addAt(x[i], y[i], z[i], amplitude[i], i, real, imaginary);
          continue;
        }
        const share = 0.5 / steps;
        const [dx, dy, dz] = [
          (x[right] - x[left]) * share,
          (y[right] - y[left]) * share,
          (z[right] - z[left]) * share,
        ];
        const strength = amplitude[i] * this.weight[sample];
        for (let step = 0; step < steps; step++) {
          const off = step - (steps - 1) / 2;
          this.table.addAt(
            x[i] + off * dx,
            y[i] + off * dy,
            z[i] + off * dz,
            strength,
            i,
            real,
            imaginary,
          );
        }
      }
    }
  }

  /** Strength of the patch of tissue at a position: log-normal around 1. */
  private patch(x: number, y: number, z: number): number {
    const value = this.table.realAt(x * patchesPerCell, y * patchesPerCell, z * patchesPerCell);
    return Math.exp(patchLog * value);
  }
}

/** Weight of each of several positions over a distance, for a sum of unit power. */
function meanWeight(places: number, distanceCm: number): number {
  let power = places;
  for (let lag = 1; lag < places; lag++) {
    power += 2 * (places - lag) * scattererCorrelation((lag * distanceCm) / places);
  }
  return 1 / Math.sqrt(power);
}
