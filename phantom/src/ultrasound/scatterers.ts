import { normalStream, randomStream, type RandomStream } from '@echonet/models/random';
import type { TissueSamples } from '../scene/scene';
import type { BeamGrid } from './beam-grid';

/** Cells of the table of scatterers along each axis, and their size. */
const side = 64;
const cellCm = 0.07;
const mask = side - 1;

/** Interpolation is looked up at so many places between two cells. */
const places = 64;

/** Tissue is patchy: an enlarged copy of the table varies its strength by so many dB (deviation). */
const patchesPerCell = 1 / 8;
const patchDb = 3.5;
const patchLog = ((patchDb * Math.LN10) / 20) * Math.SQRT2;

/** Weights of the two neighbours; their squares sum to 1, so that speckle is as strong anywhere. */
const lowWeight = new Float32Array(places);
const highWeight = new Float32Array(places);
for (let place = 0; place < places; place++) {
  const high = (place + 0.5) / places;
  const norm = Math.hypot(1 - high, high);
  lowWeight[place] = (1 - high) / norm;
  highWeight[place] = high / norm;
}

/**
 * Correlation of the interpolated scatterers over a distance: within 0.01 of what the weights above
 * give on average over all places, in every direction.
 */
export const scattererCorrelation = (distanceCm: number): number =>
  Math.exp(-((distanceCm / cellCm) ** 2) / 0.8);

let cells: Float32Array | undefined;

/** Complex Gaussian scatterers of unit power, real and imaginary parts in turn; made once. */
function table(): Float32Array {
  if (!cells) {
    const normal = normalStream(randomStream('scatterers'));
    cells = new Float32Array(2 * side ** 3).map(() => normal() * Math.SQRT1_2);
  }
  return cells;
}

/**
 * Scatterers fixed in the body: a three-dimensional table of complex Gaussian strengths, repeated
 * over space in a direction of its own for every patient, so that no beam or wall runs along it.
 */
export class Scatterers {
  private readonly table = table();
  /** Rows of the rotation from body to table, in cells per cm, and the table's origin. */
  private readonly axes: Float64Array;
  private readonly origin: readonly number[];
  /** By sample of a beam: at how many places between two beams it looks, and their weight. */
  private readonly steps: Uint8Array;
  private readonly weight: Float32Array;
  private region: Uint8Array;
  /** Where the tissue of each sample is, in cells of the table. */
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
    // Beams far apart meet several cells on the way from one to the next.
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
   * Takes up where the tissue of a frame is.
   *
   * @param tissue kept until the next frame
   * @param flows by region code: 1 where scatterers are exchanged between two frames
   * @param exchange any number that differs between two frames
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

  /** Multiplies the amplitude of tissue that does not flow by that of its patch. */
  vary(flows: Uint8Array, amplitude: Float32Array): void {
    const { x, y, z, region } = this;
    for (let i = 0; i < amplitude.length; i++) {
      if (amplitude[i] > 0 && flows[region[i]] === 0) amplitude[i] *= this.patch(x[i], y[i], z[i]);
    }
  }

  /**
   * The complex echo of each sample, as wide as the distance between two beams.
   *
   * @param amplitude of each sample; 0 is skipped
   * @param real,imaginary filled
   */
  scatter(amplitude: Float32Array, real: Float32Array, imaginary: Float32Array): void {
    const { x, y, z, grid, region } = this;
    const { beams, samplesPerBeam } = grid;
    for (let beam = 0, i = 0; beam < beams; beam++) {
      for (let sample = 0; sample < samplesPerBeam; sample++, i++) {
        real[i] = 0;
        imaginary[i] = 0;
        if (amplitude[i] === 0) continue;
        const steps = this.steps[sample];
        const left = i - samplesPerBeam;
        const right = i + samplesPerBeam;
        const inside =
          beam > 0 && beam < beams - 1 && region[left] === region[i] && region[right] === region[i];
        if (steps === 1 || !inside) {
          this.add(x[i], y[i], z[i], amplitude[i], i, real, imaginary);
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
          this.add(x[i] + off * dx, y[i] + off * dy, z[i] + off * dz, strength, i, real, imaginary);
        }
      }
    }
  }

  /** Strength of the patch of tissue at a position: log-normal around 1. */
  private patch(x: number, y: number, z: number): number {
    const cells = this.table;
    const [u, v, w] = [x * patchesPerCell, y * patchesPerCell, z * patchesPerCell];
    const [column, row, slice] = [u | 0, v | 0, w | 0];
    const px = ((u - column) * places) | 0;
    const py = ((v - row) * places) | 0;
    const pz = ((w - slice) * places) | 0;
    const x0 = (column & mask) << 1;
    const x1 = ((column + 1) & mask) << 1;
    const y0 = (row & mask) * (2 * side);
    const y1 = ((row + 1) & mask) * (2 * side);
    const z0 = (slice & mask) * (2 * side * side);
    const z1 = ((slice + 1) & mask) * (2 * side * side);
    const [lx, hx] = [lowWeight[px], highWeight[px]];
    const [ly, hy] = [lowWeight[py], highWeight[py]];
    const near =
      ly * (lx * cells[z0 + y0 + x0] + hx * cells[z0 + y0 + x1]) +
      hy * (lx * cells[z0 + y1 + x0] + hx * cells[z0 + y1 + x1]);
    const far =
      ly * (lx * cells[z1 + y0 + x0] + hx * cells[z1 + y0 + x1]) +
      hy * (lx * cells[z1 + y1 + x0] + hx * cells[z1 + y1 + x1]);
    return Math.exp(patchLog * (lowWeight[pz] * near + highWeight[pz] * far));
  }

  /** Adds the table at a position, interpolated between its eight neighbours. */
  private add(
    x: number,
    y: number,
    z: number,
    strength: number,
    at: number,
    real: Float32Array,
    imaginary: Float32Array,
  ): void {
    const cells = this.table;
    const [column, row, slice] = [x | 0, y | 0, z | 0];
    const px = ((x - column) * places) | 0;
    const py = ((y - row) * places) | 0;
    const pz = ((z - slice) * places) | 0;
    const x0 = (column & mask) << 1;
    const x1 = ((column + 1) & mask) << 1;
    const y0 = (row & mask) * (2 * side);
    const y1 = ((row + 1) & mask) * (2 * side);
    const z0 = (slice & mask) * (2 * side * side);
    const z1 = ((slice + 1) & mask) * (2 * side * side);
    const [lx, hx] = [lowWeight[px], highWeight[px]];
    const near = strength * lowWeight[pz];
    const far = strength * highWeight[pz];
    const w00 = near * lowWeight[py];
    const w01 = near * highWeight[py];
    const w10 = far * lowWeight[py];
    const w11 = far * highWeight[py];
    const [r00, r01, r10, r11] = [z0 + y0, z0 + y1, z1 + y0, z1 + y1];
    real[at] +=
      w00 * (lx * cells[r00 + x0] + hx * cells[r00 + x1]) +
      w01 * (lx * cells[r01 + x0] + hx * cells[r01 + x1]) +
      w10 * (lx * cells[r10 + x0] + hx * cells[r10 + x1]) +
      w11 * (lx * cells[r11 + x0] + hx * cells[r11 + x1]);
    imaginary[at] +=
      w00 * (lx * cells[r00 + x0 + 1] + hx * cells[r00 + x1 + 1]) +
      w01 * (lx * cells[r01 + x0 + 1] + hx * cells[r01 + x1 + 1]) +
      w10 * (lx * cells[r10 + x0 + 1] + hx * cells[r10 + x1 + 1]) +
      w11 * (lx * cells[r11 + x0 + 1] + hx * cells[r11 + x1 + 1]);
  }
}

/** Weight of each of so many places spread over a distance, for a sum of unit power. */
function meanWeight(places: number, distanceCm: number): number {
  let power = places;
  for (let lag = 1; lag < places; lag++) {
    power += 2 * (places - lag) * scattererCorrelation((lag * distanceCm) / places);
  }
  return 1 / Math.sqrt(power);
}

/** A rotation drawn evenly from all of them, row by row (Shoemake, Graphics Gems III, 1992). */
function randomRotation(random: RandomStream): Float64Array {
  const [u, v, w] = [random(), 2 * Math.PI * random(), 2 * Math.PI * random()];
  const [p, q] = [Math.sqrt(1 - u), Math.sqrt(u)];
  const [x, y, z, s] = [p * Math.sin(v), p * Math.cos(v), q * Math.sin(w), q * Math.cos(w)];
  return Float64Array.of(
    1 - 2 * (y * y + z * z),
    2 * (x * y - z * s),
    2 * (x * z + y * s),
    2 * (x * y + z * s),
    1 - 2 * (x * x + z * z),
    2 * (y * z - x * s),
    2 * (x * z - y * s),
    2 * (y * z + x * s),
    1 - 2 * (x * x + y * y),
  );
}
