import { resize, resizeAxis } from '@echonet/models/image';
import type { Screen } from './canvas';

/** What an export takes away from an image. */
export interface ExportLoss {
  /** Longer side of the exported image in pixels; it is enlarged again to the screen's size. */
  readonly longSide: number;
  /** 1 to 100, as in the library of the Independent JPEG Group. */
  readonly jpegQuality: number;
}

/** Side of a block of JPEG, pixels. */
const side = 8;

/** Quantisation of luminance: ITU-T T.81, table K.1. */
const luminance = [
  [16, 11, 10, 16, 24, 40, 51, 61],
  [12, 12, 14, 19, 26, 58, 60, 55],
  [14, 13, 16, 24, 40, 57, 69, 56],
  [14, 17, 22, 29, 51, 87, 80, 62],
  [18, 22, 37, 56, 68, 109, 103, 77],
  [24, 35, 55, 64, 81, 104, 113, 92],
  [49, 64, 78, 87, 103, 121, 120, 101],
  [72, 92, 95, 98, 112, 100, 103, 99],
].flat();

/** Orthonormal cosine transform: basis[frequency * side + position]. */
const basis = Float64Array.from({ length: side * side }, (_, i) => {
  const [frequency, position] = [Math.floor(i / side), i % side];
  const scale = frequency === 0 ? Math.sqrt(1 / side) : Math.sqrt(2 / side);
  return scale * Math.cos(((2 * position + 1) * frequency * Math.PI) / (2 * side));
});

const inverseBasis = basis.map((_, i) => basis[(i % side) * side + Math.floor(i / side)]);

/** The screen as it comes back from a smaller export with lossy compression. */
export function loseInExport(screen: Screen, { longSide, jpegQuality }: ExportLoss): void {
  const { Rows, Columns, samplesPerPixel, data } = screen;
  const scale = Math.min(1, longSide / Math.max(Rows, Columns));
  const [rows, columns] = [Rows, Columns].map((n) => Math.max(side, Math.round(n * scale)));
  for (let sample = 0; sample < samplesPerPixel; sample++) {
    const channel = new Float32Array(Rows * Columns);
    for (let i = 0; i < channel.length; i++) {
      channel[i] = data[i * samplesPerPixel + sample];
    }
    const small = scaled(channel, Rows, Columns, rows, columns);
    compress(small, rows, columns, jpegQuality);
    const large = scaled(small, rows, columns, Rows, Columns);
    for (let i = 0; i < large.length; i++) {
      data[i * samplesPerPixel + sample] = Math.min(255, Math.max(0, Math.round(large[i])));
    }
  }
}

/** With antialiasing. */
function scaled(
  image: Float32Array,
  rows: number,
  columns: number,
  newRows: number,
  newColumns: number,
): Float32Array {
  return resize(
    image,
    columns,
    resizeAxis(0, columns, newColumns, columns),
    resizeAxis(0, rows, newRows, rows),
  );
}

/** Rounds the cosine coefficients of blocks as JPEG does; a block at the border is left as it is. */
function compress(image: Float32Array, rows: number, columns: number, quality: number): void {
  const percent = quality < 50 ? 5000 / quality : 200 - 2 * quality;
  const steps = luminance.map((step) =>
    Math.min(255, Math.max(1, Math.floor((step * percent + 50) / 100))),
  );
  const block = new Float64Array(side * side);
  const between = new Float64Array(side * side);
  for (let top = 0; top + side <= rows; top += side) {
    for (let left = 0; left + side <= columns; left += side) {
      for (let row = 0, i = 0; row < side; row++) {
        const start = (top + row) * columns + left;
        for (let column = 0; column < side; column++, i++) {
          block[i] = image[start + column] - 128;
        }
      }
      transformRows(block, basis, between);
      transformRows(between, basis, block);
      for (let i = 0; i < block.length; i++) {
        block[i] = Math.round(block[i] / steps[i]) * steps[i];
      }
      transformRows(block, inverseBasis, between);
      transformRows(between, inverseBasis, block);
      for (let row = 0, i = 0; row < side; row++) {
        const start = (top + row) * columns + left;
        for (let column = 0; column < side; column++, i++) {
          image[start + column] = block[i] + 128;
        }
      }
    }
  }
}

/**
 * One-dimensional transform of each row of a block. Twice is the two-dimensional one.
 *
 * @param table row k has the weights of result k
 * @param results overwritten, transposed
 */
function transformRows(block: Float64Array, table: Float64Array, results: Float64Array): void {
  for (let row = 0; row < side; row++) {
    for (let k = 0; k < side; k++) {
      let sum = 0;
      for (let n = 0; n < side; n++) {
        sum += block[row * side + n] * table[k * side + n];
      }
      results[k * side + row] = sum;
    }
  }
}
