import type { Architecture } from '@echonet/models';
import { uniformNumbers } from '@echonet/models/random';

/** Larger batches repeat the pictures, so that the reference need not compute more than these. */
export const distinctPictures = 4;

/**
 * Pictures for the benchmark, each of another brightness, contrast and pattern: networks with random
 * weights see no difference between pictures of mere noise, and would not betray mixed-up batches.
 *
 * @param count pictures; from the fifth on the first four are repeated
 * @returns greys [count, size, size, channels] in [0, 1]
 */
export function benchPictures(
  { inputSize, channels }: Pick<Architecture, 'inputSize' | 'channels'>,
  count: number,
): Float32Array {
  const noise = uniformNumbers(299);
  const length = inputSize * inputSize * channels;
  const greys = new Float32Array(count * length);
  for (let picture = 0; picture < Math.min(count, distinctPictures); picture++) {
    const period = inputSize / (2 + 3 * picture);
    const contrast = 0.4 - 0.1 * picture;
    for (let i = 0; i < length; i++) {
      const [x, y] = [Math.floor(i / channels) % inputSize, Math.floor(i / channels / inputSize)];
      const wave = Math.sin((2 * Math.PI * (x + picture * y)) / period);
      greys[picture * length + i] = 0.5 + contrast * wave + 0.1 * (noise() - 0.5);
    }
  }
  for (let picture = distinctPictures; picture < count; picture++) {
    greys.copyWithin(
      picture * length,
      (picture % distinctPictures) * length,
      ((picture % distinctPictures) + 1) * length,
    );
  }
  return greys;
}
