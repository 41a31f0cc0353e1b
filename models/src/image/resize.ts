/**
 * Weights of one axis of a resize: output i is the sum over taps t of
 * `weights[i * taps + t] * input[first[i] + t]`.
 */
export interface ResizeAxis {
  readonly taps: number;
  readonly first: Int32Array;
  readonly weights: Float32Array;
}

/**
 * Triangle filter as wide as an output pixel, but no narrower than an input pixel: antialiased when
 * it shrinks, linear interpolation when it enlarges, and without shift either way. Input outside
 * [0, inputLength) counts as 0, so an output that looks there gets darker rather than stretched.
 *
 * @param start where the outputs begin, in continuous input pixels; may be negative
 * @param length how many input pixels the outputs cover
 * @param size number of outputs
 */
export function resizeAxis(
  start: number,
  length: number,
  size: number,
  inputLength: number,
): ResizeAxis {
  const scale = length / size;
  const support = Math.max(1, scale);
  const taps = Math.min(inputLength, Math.ceil(2 * support) + 1);
  const first = new Int32Array(size);
  const weights = new Float32Array(size * taps);
  for (let i = 0; i < size; i++) {
    const centre = start + (i + 0.5) * scale;
    const low = Math.floor(centre - support + 0.5);
    const high = Math.ceil(centre + support - 0.5);
    const from = Math.min(inputLength - taps, Math.max(0, low));
    first[i] = from;
    let sum = 0;
    for (let input = low; input <= high; input++) {
      const weight = Math.max(0, 1 - Math.abs(input + 0.5 - centre) / support);
      sum += weight;
      const tap = input - from;
      if (input >= 0 && input < inputLength && tap >= 0 && tap < taps) {
        weights[i * taps + tap] = weight;
      }
    }
    for (let tap = 0; tap < taps; tap++) {
      weights[i * taps + tap] /= sum;
    }
  }
  return { taps, first, weights };
}

/**
 * Resizes an image of one channel, rows first: whole rows are added up one after another, which
 * leaves the fewest numbers for the slower pass along the rows.
 *
 * @param image rows * columns values, row by row
 * @returns outputs of `vertical` times outputs of `horizontal` values, row by row
 */
export function resize(
  image: Uint8Array | Float32Array,
  columns: number,
  horizontal: ResizeAxis,
  vertical: ResizeAxis,
): Float32Array {
  const width = horizontal.first.length;
  const height = vertical.first.length;
  const resized = new Float32Array(height * width);
  const mixed = new Float32Array(columns);
  for (let row = 0; row < height; row++) {
    mixRows(image, mixed, vertical, row);
    mixColumns(mixed, resized, horizontal, row * width);
  }
  return resized;
}

/** One output row at full width. */
function mixRows(
  image: Uint8Array | Float32Array,
  mixed: Float32Array,
  axis: ResizeAxis,
  row: number,
): void {
  const { taps, first, weights } = axis;
  const columns = mixed.length;
  mixed.fill(0);
  let tap = 0;
  for (; tap + 4 <= taps; tap += 4) {
    addFourRows(image, mixed, (first[row] + tap) * columns, weights, row * taps + tap);
  }
  for (; tap < taps; tap++) {
    const weight = weights[row * taps + tap];
    const from = (first[row] + tap) * columns;
    for (let column = 0; column < columns; column++) {
      mixed[column] += weight * image[from + column];
    }
  }
}

/**
 * Adds four rows at once, nearly twice as fast as one after another; rounded after each, so that the
 * sum is the same.
 */
function addFourRows(
  image: Uint8Array | Float32Array,
  mixed: Float32Array,
  from: number,
  weights: Float32Array,
  at: number,
): void {
  const columns = mixed.length;
  const [second, third, fourth] = [from + columns, from + 2 * columns, from + 3 * columns];
  const [weight0, weight1, weight2, weight3] = weights.subarray(at, at + 4);
  for (let column = 0; column < columns; column++) {
    let sum = Math.fround(mixed[column] + weight0 * image[from + column]);
    sum = Math.fround(sum + weight1 * image[second + column]);
    sum = Math.fround(sum + weight2 * image[third + column]);
    mixed[column] = sum + weight3 * image[fourth + column];
  }
}

function mixColumns(mixed: Float32Array, out: Float32Array, axis: ResizeAxis, at: number): void {
  const { taps, first, weights } = axis;
  for (let i = 0, weight = 0; i < first.length; i++) {
    const from = first[i];
    let sum = 0;
    for (let tap = 0; tap < taps; tap++) {
      sum += weights[weight++] * mixed[from + tap];
    }
    out[at + i] = sum;
  }
}
