import type { Architecture } from '@echonet/models';
import { uniformNumbers } from '@echonet/models/random';

/** Larger batches repeat these images, so that the reference computes no more of them. */
export const distinctImages = 4;

/**
 * Images of different contrast and pattern. A network with random weights maps all images of noise to
 * about the same logits, which would hide images in a wrong order.
 *
 * @param count number of images; from the fifth on the first four are repeated
 * @returns grey values [count, size, size, channels] in [0, 1]
 */
export function benchImages(
  { inputSize, channels }: Pick<Architecture, 'inputSize' | 'channels'>,
  count: number,
): Float32Array {
  const noise = uniformNumbers(299);
  const length = inputSize * inputSize * channels;
  const greyValues = new Float32Array(count * length);
  for (let image = 0; image < Math.min(count, distinctImages); image++) {
    const period = inputSize / (2 + 3 * image);
    const contrast = 0.4 - 0.1 * image;
    for (let i = 0; i < length; i++) {
      const [x, y] = [Math.floor(i / channels) % inputSize, Math.floor(i / channels / inputSize)];
      const wave = Math.sin((2 * Math.PI * (x + image * y)) / period);
      greyValues[image * length + i] = 0.5 + contrast * wave + 0.1 * (noise() - 0.5);
    }
  }
  for (let image = distinctImages; image < count; image++) {
    greyValues.copyWithin(
      image * length,
      (image % distinctImages) * length,
      ((image % distinctImages) + 1) * length,
    );
  }
  return greyValues;
}
