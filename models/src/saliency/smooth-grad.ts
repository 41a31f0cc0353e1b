import * as tf from '@tensorflow/tfjs-core';
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
  /** Asked before each sample; once true, nothing more is computed. */
  readonly shouldStop?: () => boolean;
  /** Told after each sample. */
  readonly onSample?: (done: number, samples: number) => void;
}

/**
 * SmoothGrad saliency (Smilkov, Thorat, Kim, Viegas and Wattenberg 2017): the gradient of one logit
 * by the greys, averaged over copies of the picture with Gaussian noise added. Averaged with its
 * sign, so that what flickers from sample to sample cancels out; then the absolute value, and the
 * largest over the channels.
 *
 * Between samples other work gets its turn, so a worker can receive a message to stop.
 *
 * @param x [1, size, size, channels], greys in [0, 1]; stays the caller's.
 * @returns size * size values of at least 0, row by row, not scaled to any range and not masked to
 *   the sector; undefined when stopped.
 * @throws Error when a setting is out of its range or x is not one picture for the network.
 */
export async function smoothGrad(
  network: Network,
  x: tf.Tensor4D,
  outputIndex: number,
  settings: SmoothGradSettings,
): Promise<Float32Array | undefined> {
  refuseImpossible(settings, x);
  const { samples, noiseLevel, seed, shouldStop, onSample } = settings;
  const greys = await x.data<'float32'>();
  const normal = normalNumbers(seed);
  const sum = new Float32Array(greys.length);
  for (let sample = 1; sample <= samples; sample++) {
    if (shouldStop?.()) return undefined;
    const noisy = greys.map((grey) => grey + noiseLevel * normal());
    const gradient = await gradientValues(network, noisy, x.shape, outputIndex);
    for (let i = 0; i < sum.length; i++) sum[i] += gradient[i];
    onSample?.(sample, samples);
    await nextTask();
  }
  return largestOverChannels(sum, x.shape[3], samples);
}

async function gradientValues(
  network: Network,
  greys: Float32Array,
  shape: tf.Tensor4D['shape'],
  outputIndex: number,
): Promise<Float32Array> {
  const gradient = tf.tidy(() => network.inputGradient(tf.tensor4d(greys, shape), outputIndex));
  try {
    return await gradient.data<'float32'>();
  } finally {
    gradient.dispose();
  }
}

function largestOverChannels(sum: Float32Array, channels: number, samples: number): Float32Array {
  const saliency = new Float32Array(sum.length / channels);
  for (let i = 0; i < sum.length; i++) {
    const pixel = Math.floor(i / channels);
    saliency[pixel] = Math.max(saliency[pixel], Math.abs(sum[i]) / samples);
  }
  return saliency;
}

function refuseImpossible({ samples, noiseLevel }: SmoothGradSettings, x: tf.Tensor4D): void {
  if (!Number.isInteger(samples) || samples < 1) {
    throw new Error(`SmoothGrad needs at least one sample, not ${samples}.`);
  }
  if (!(noiseLevel >= 0 && Number.isFinite(noiseLevel))) {
    throw new Error(`SmoothGrad needs a noise level of at least 0, not ${noiseLevel}.`);
  }
  if (x.shape[0] !== 1) {
    throw new Error(`SmoothGrad explains one picture at a time, not ${x.shape[0]}.`);
  }
}
