import { imageCount, type Network } from '../network/network';
import { nextTask } from '../platform';
import type { SaliencyControl } from './saliency-map';

/**
 * Mean of the input gradient over variants of one image, in batches of the network's size. Pending
 * tasks run between batches, so that a worker can receive a message to stop.
 *
 * @param greyValues one image, [size, size, channels], row-major, in [0, 1]; not modified.
 * @param samples number of variants, at least 1.
 * @param writeSample writes variant `index` of the grey values into `target`.
 * @returns one signed value a grey value; undefined when stopped.
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
    if (shouldStop?.()) {
      return undefined;
    }
    const count = Math.min(network.gradientBatchSize, samples - done);
    const batch = new Float32Array(count * greyValues.length);
    for (let i = 0; i < count; i++) {
      writeSample(batch.subarray(i * greyValues.length, (i + 1) * greyValues.length), done + i);
    }
    const gradients = await network.inputGradient(batch, outputIndex);
    for (let i = 0; i < gradients.length; i++) {
      sum[i % greyValues.length] += gradients[i];
    }
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
