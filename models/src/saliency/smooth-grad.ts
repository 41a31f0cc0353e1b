import type { Network } from '../network/network';
import { normalNumbers } from '../random/numbers';
import { averageGradient } from './average-gradient';
import { largestOverChannels } from './saliency-map';
import type { SaliencyControl } from './saliency-map';

/** How {@link smoothGrad} smooths. */
export interface SmoothGradSettings extends SaliencyControl {
  /** Noisy copies of the image, at least 1; Smilkov et al. see little change past 50. */
  readonly samples: number;
  /** Standard deviation of the noise as a fraction of the grey values' range; 0.1 to 0.2 in the paper. */
  readonly noiseLevel: number;
  /** Same seed, same noise, on every backend. */
  readonly seed: number;
}

/**
 * SmoothGrad saliency (Smilkov, Thorat, Kim, Viegas and Wattenberg 2017): the gradient of one logit
 * by the grey values, averaged over copies of the image with Gaussian noise added. Averaged with its
 * sign, so that what flickers from sample to sample cancels out; then the absolute value, and the
 * largest over the channels.
 *
 * @param grey values one image, [size, size, channels] row by row, in [0, 1]; stays the caller's.
 * @returns size * size values of at least 0, row by row, not scaled to any range and not masked to
 *   the sector; undefined when stopped.
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
  const addNoise = (target: Float32Array) => {
    for (let i = 0; i < target.length; i++) target[i] = greyValues[i] + noiseLevel * normal();
  };
  const mean = await averageGradient(network, greyValues, outputIndex, samples, addNoise, control);
  return mean && largestOverChannels(mean, network.inputShape[2]);
}
