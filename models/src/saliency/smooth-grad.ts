import type { Network } from '../network/network';
import { normalNumbers } from '../random/numbers';
import { averageGradient } from './average-gradient';
import { largestOverChannels, type SaliencyControl } from './saliency-map';

export interface SmoothGradSettings extends SaliencyControl {
  /** Noisy copies of the image, at least 1; little changes past 50 in the paper. */
  readonly samples: number;
  /**
   * Standard deviation of the noise as a fraction of the range of the image's own grey values inside the
   * sector; 0.1 to 0.2 in the paper.
   */
  readonly noiseLevel: number;
  /** Same seed, same noise, on every backend. */
  readonly seed: number;
}

/**
 * SmoothGrad (Smilkov, Thorat, Kim, Viegas and Wattenberg 2017): the gradient of one logit with respect
 * to the grey values, averaged with its sign over copies of the image with Gaussian noise; then the
 * absolute value, maximum over the channels.
 *
 * @param greyValues one image, [size, size, channels], row-major; not modified.
 * @returns [size, size], at least 0, neither scaled to a range nor masked to the sector; undefined
 *   when stopped.
 * @throws Error when a setting is out of its range or the grey values are not one image for the network.
 */
export async function smoothGrad(
  network: Network,
  greyValues: Float32Array,
  outputIndex: number,
  { samples, noiseLevel, seed, ...control }: SmoothGradSettings,
): Promise<Float32Array | undefined> {
  if (!(noiseLevel >= 0 && Number.isFinite(noiseLevel))) {
    throw new Error(`SmoothGrad needs a noise level of at least 0, not ${noiseLevel}.`);
  }
  const normal = normalNumbers(seed);
  const deviation = noiseLevel * rangeInSector(greyValues);
  const addNoise = (target: Float32Array) => {
    for (let i = 0; i < target.length; i++) {
      target[i] = greyValues[i] + deviation * normal();
    }
  };
  const mean = await averageGradient(network, greyValues, outputIndex, samples, addNoise, control);
  return mean && largestOverChannels(mean, network.inputShape[2]);
}

/** Range of the grey values above the lowest, which is that of everything outside the sector. */
function rangeInSector(greyValues: Float32Array): number {
  const outside = greyValues.reduce((least, value) => Math.min(least, value), Infinity);
  let [least, most] = [Infinity, -Infinity];
  for (const value of greyValues) {
    if (value > outside) {
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
  }
  return most > least ? most - least : 0;
}
