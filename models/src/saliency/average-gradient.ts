import { imageCount } from '../network/network';
import type { Network } from '../network/network';
import { nextTask } from '../platform';
import type { SaliencyControl } from './saliency-map';

/**
 * Mean of the input gradient over many versions of one image, computed as many at a time as the
 * network takes. Between batches other work gets its turn, so a worker can receive a message to stop.
 *
 * @param grey values one image, [size, size, channels] row by row, in [0, 1]; stays the caller's.
 * @param samples how many versions, at least 1.
 * @param writeSample writes version number `index` of the grey values into `target`.
 * @returns as many values as grey values, with their sign; undefined when stopped.
 * @throws Error when the grey values are not one image for the network, or samples is out of range.
 */
export async function averageGradient(
  network: Network,
  greyValues: Float32Array,
  outputIndex: number,
  samples: number,
  writeSample: (target: Float32Array, index: number) => void,
  { shouldStop, onSample }: SaliencyControl,
): Promise<Float32Array | undefined> {
  refuseImpossible(network, greyValues, samples);
  const sum = new Float32Array(greyValues.length);
  for (let done = 0; done < samples;) {
    if (shouldStop?.()) return undefined;
    const count = Math.min(network.gradientBatchSize, samples - done);
    const batch = new Float32Array(count * greyValues.length);
    for (let i = 0; i < count; i++) {
      writeSample(batch.subarray(i * greyValues.length, (i + 1) * greyValues.length), done + i);
    }
    const gradients = await network.inputGradient(batch, outputIndex);
    for (let i = 0; i < gradients.length; i++) sum[i % greyValues.length] += gradients[i];
    done += count;
    onSample?.(done, samples);
    await nextTask();
  }
  return sum.map((value) => value / samples);
}

function refuseImpossible(
  { inputShape }: Network,
  greyValues: Float32Array,
  samples: number,
): void {
  if (!Number.isInteger(samples) || samples < 1) {
    throw new Error(`Saliency needs at least one sample, not ${samples}.`);
  }
  const images = imageCount(greyValues, inputShape);
  if (images !== 1) {
    throw new Error(`Saliency explains one image at a time, not ${images}.`);
  }
}
