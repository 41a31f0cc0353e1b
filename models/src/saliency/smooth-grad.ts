import { pictureCount } from '../network/network';
import type { Network } from '../network/network';
import { nextTask } from '../platform';
import { normalNumbers } from '../random';

/** How {@link smoothGrad} smooths. */
export interface SmoothGradSettings {
  /** Noisy copies of the picture, at least 1; Smilkov et al. see little change past 50. */
  readonly samples: number;
  /** Standard deviation of the noise as a fraction of the greys' range; 0.1 to 0.2 in the paper. */
  readonly noiseLevel: number;
  /** Same seed, same noise, on every backend. */
  readonly seed: number;
  /** Asked before each batch of samples; once true, nothing more is computed. */
  readonly shouldStop?: () => boolean;
  /** Told after each batch of samples. */
  readonly onSample?: (done: number, samples: number) => void;
}

/**
 * SmoothGrad saliency (Smilkov, Thorat, Kim, Viegas and Wattenberg 2017): the gradient of one logit
 * by the greys, averaged over copies of the picture with Gaussian noise added. Averaged with its
 * sign, so that what flickers from sample to sample cancels out; then the absolute value, and the
 * largest over the channels.
 *
 * Samples are computed as many at a time as the network takes with a gradient. Between them other
 * work gets its turn, so a worker can receive a message to stop.
 *
 * @param greys one picture, [size, size, channels] row by row, in [0, 1]; stays the caller's.
 * @returns size * size values of at least 0, row by row, not scaled to any range and not masked to
 *   the sector; undefined when stopped.
 * @throws Error when a setting is out of its range or the greys are not one picture for the network.
 */
export async function smoothGrad(
  network: Network,
  greys: Float32Array,
  outputIndex: number,
  settings: SmoothGradSettings,
): Promise<Float32Array | undefined> {
  refuseImpossible(network, greys, settings);
  const { samples, noiseLevel, seed, shouldStop, onSample } = settings;
  const normal = normalNumbers(seed);
  const sum = new Float32Array(greys.length);
  for (let done = 0; done < samples;) {
    if (shouldStop?.()) return undefined;
    const count = Math.min(network.gradientBatchSize, samples - done);
    const noisy = new Float32Array(count * greys.length);
    for (let i = 0; i < noisy.length; i++) {
      noisy[i] = greys[i % greys.length] + noiseLevel * normal();
    }
    const gradients = await network.inputGradient(noisy, outputIndex);
    for (let i = 0; i < gradients.length; i++) sum[i % greys.length] += gradients[i];
    done += count;
    onSample?.(done, samples);
    await nextTask();
  }
  return largestOverChannels(sum, network.inputShape[2], samples);
}

function largestOverChannels(sum: Float32Array, channels: number, samples: number): Float32Array {
  const saliency = new Float32Array(sum.length / channels);
  for (let i = 0; i < sum.length; i++) {
    const pixel = Math.floor(i / channels);
    saliency[pixel] = Math.max(saliency[pixel], Math.abs(sum[i]) / samples);
  }
  return saliency;
}

function refuseImpossible(
  { inputShape }: Network,
  greys: Float32Array,
  { samples, noiseLevel }: SmoothGradSettings,
): void {
  if (!Number.isInteger(samples) || samples < 1) {
    throw new Error(`SmoothGrad needs at least one sample, not ${samples}.`);
  }
  if (!(noiseLevel >= 0 && Number.isFinite(noiseLevel))) {
    throw new Error(`SmoothGrad needs a noise level of at least 0, not ${noiseLevel}.`);
  }
  const pictures = pictureCount(greys, inputShape);
  if (pictures !== 1) {
    throw new Error(`SmoothGrad explains one picture at a time, not ${pictures}.`);
  }
}
