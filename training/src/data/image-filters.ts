/** Filters of square images of one channel, row by row. */
import { resize, resizeAxis } from '@echonet/models/image';

/** Weights of a Gaussian, cut off at three standard deviations; they sum to 1. */
function gaussianWeights(sigma: number): Float32Array {
  const reach = Math.max(1, Math.ceil(3 * sigma));
  const weights = Float32Array.from({ length: 2 * reach + 1 }, (_, i) =>
    Math.exp(-0.5 * ((i - reach) / sigma) ** 2),
  );
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

/**
 * Gaussian blur; pixels beyond the border are those of the border.
 *
 * @param sigmaX standard deviation along the rows in pixels
 * @param sigmaY standard deviation along the columns in pixels
 */
export function blur(
  image: Float32Array,
  size: number,
  sigmaX: number,
  sigmaY: number,
): Float32Array {
  return blurLines(blurLines(image, size, sigmaX, 1, size), size, sigmaY, size, 1);
}

/** @param step distance of neighbours @param lineStep distance of the lines' first pixels */
function blurLines(
  image: Float32Array,
  size: number,
  sigma: number,
  step: number,
  lineStep: number,
): Float32Array {
  const weights = gaussianWeights(sigma);
  const reach = (weights.length - 1) / 2;
  const padded = new Float32Array(size + 2 * reach);
  const blurred = new Float32Array(image.length);
  for (let line = 0; line < size; line++) {
    const start = line * lineStep;
    for (let i = 0; i < padded.length; i++) {
      padded[i] = image[start + Math.min(size - 1, Math.max(0, i - reach)) * step];
    }
    for (let i = 0; i < size; i++) {
      let sum = 0;
      for (let tap = 0; tap < weights.length; tap++) {
        sum += weights[tap] * padded[i + tap];
      }
      blurred[start + i * step] = sum;
    }
  }
  return blurred;
}

/**
 * The image as an export of fewer pixels shows it: shrunk with antialiasing, then enlarged.
 *
 * @param columns width in between, in pixels
 * @param rows height in between, in pixels
 */
export function loseResolution(
  image: Float32Array,
  size: number,
  columns: number,
  rows: number,
): Float32Array {
  const small = resize(
    image,
    size,
    resizeAxis(0, size, columns, size),
    resizeAxis(0, size, rows, size),
  );
  return resize(
    small,
    columns,
    resizeAxis(0, columns, size, columns),
    resizeAxis(0, rows, size, rows),
  );
}
