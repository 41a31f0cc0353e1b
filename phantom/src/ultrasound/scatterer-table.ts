import { normalStream, randomStream } from '@echonet/models/random';

/** Number of cells along each axis, and their size. */
export const side = 64;
export const cellCm = 0.07;
const mask = side - 1;

/** Number of positions between two cells that have interpolation weights of their own. */
const places = 64;

/** Weights of the two neighbours; their squares sum to 1, so that the power is the same everywhere. */
const lowWeight = new Float32Array(places);
const highWeight = new Float32Array(places);
for (let place = 0; place < places; place++) {
  const high = (place + 0.5) / places;
  const norm = Math.hypot(1 - high, high);
  lowWeight[place] = (1 - high) / norm;
  highWeight[place] = high / norm;
}

/**
 * Correlation of interpolated scatterers over a distance: within 0.01 of the mean over all positions
 * and directions that the weights give.
 */
export const scattererCorrelation = (distanceCm: number): number =>
  Math.exp(-((distanceCm / cellCm) ** 2) / 0.8);

let cells: Float32Array | undefined;

/** Complex Gaussian scatterers of unit power, real and imaginary parts interleaved; computed once. */
function scattererCells(): Float32Array {
  if (!cells) {
    const normal = normalStream(randomStream('scatterers'));
    cells = new Float32Array(2 * side ** 3).map(() => normal() * Math.SQRT1_2);
  }
  return cells;
}

/**
 * A periodic table of scatterers, interpolated between the eight neighbours of a position. Positions
 * are in cells and positive, so that truncation is the floor.
 */
export class ScattererTable {
  private readonly cells = scattererCells();
  /** Offsets of the two columns and the four rows of the neighbours, and weights along each axis. */
  private x0 = 0;
  private x1 = 0;
  private y0z0 = 0;
  private y1z0 = 0;
  private y0z1 = 0;
  private y1z1 = 0;
  private xLow = 0;
  private xHigh = 0;
  private yLow = 0;
  private yHigh = 0;
  private zLow = 0;
  private zHigh = 0;

  /** The real part at a position. */
  realAt(x: number, y: number, z: number): number {
    this.locate(x, y, z);
    const { cells, x0, x1, y0z0, y1z0, y0z1, y1z1, xLow, xHigh, yLow, yHigh } = this;
    const near =
      yLow * (xLow * cells[y0z0 + x0] + xHigh * cells[y0z0 + x1]) +
      yHigh * (xLow * cells[y1z0 + x0] + xHigh * cells[y1z0 + x1]);
    const far =
      yLow * (xLow * cells[y0z1 + x0] + xHigh * cells[y0z1 + x1]) +
      yHigh * (xLow * cells[y1z1 + x0] + xHigh * cells[y1z1 + x1]);
    return this.zLow * near + this.zHigh * far;
  }

  /** Adds the complex value at a position, times `strength`, to entry `at` of a complex field. */
  addAt(
    x: number,
    y: number,
    z: number,
    strength: number,
    at: number,
    real: Float32Array,
    imaginary: Float32Array,
  ): void {
    this.locate(x, y, z);
    const { cells, x0, x1, y0z0, y1z0, y0z1, y1z1, xLow, xHigh } = this;
    const near = strength * this.zLow;
    const far = strength * this.zHigh;
    const w00 = near * this.yLow;
    const w01 = near * this.yHigh;
    const w10 = far * this.yLow;
    const w11 = far * this.yHigh;
    real[at] +=
      w00 * (xLow * cells[y0z0 + x0] + xHigh * cells[y0z0 + x1]) +
      w01 * (xLow * cells[y1z0 + x0] + xHigh * cells[y1z0 + x1]) +
      w10 * (xLow * cells[y0z1 + x0] + xHigh * cells[y0z1 + x1]) +
      w11 * (xLow * cells[y1z1 + x0] + xHigh * cells[y1z1 + x1]);
    imaginary[at] +=
      w00 * (xLow * cells[y0z0 + x0 + 1] + xHigh * cells[y0z0 + x1 + 1]) +
      w01 * (xLow * cells[y1z0 + x0 + 1] + xHigh * cells[y1z0 + x1 + 1]) +
      w10 * (xLow * cells[y0z1 + x0 + 1] + xHigh * cells[y0z1 + x1 + 1]) +
      w11 * (xLow * cells[y1z1 + x0 + 1] + xHigh * cells[y1z1 + x1 + 1]);
  }

  private locate(x: number, y: number, z: number): void {
    const [column, row, slice] = [x | 0, y | 0, z | 0];
    const xPlace = ((x - column) * places) | 0;
    const yPlace = ((y - row) * places) | 0;
    const zPlace = ((z - slice) * places) | 0;
    this.xLow = lowWeight[xPlace];
    this.xHigh = highWeight[xPlace];
    this.yLow = lowWeight[yPlace];
    this.yHigh = highWeight[yPlace];
    this.zLow = lowWeight[zPlace];
    this.zHigh = highWeight[zPlace];
    this.x0 = (column & mask) << 1;
    this.x1 = ((column + 1) & mask) << 1;
    const y0 = (row & mask) * (2 * side);
    const y1 = ((row + 1) & mask) * (2 * side);
    const z0 = (slice & mask) * (2 * side * side);
    const z1 = ((slice + 1) & mask) * (2 * side * side);
    this.y0z0 = y0 + z0;
    this.y1z0 = y1 + z0;
    this.y0z1 = y0 + z1;
    this.y1z1 = y1 + z1;
  }
}
