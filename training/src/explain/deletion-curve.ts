import type { Network } from '@echonet/models';
import { randomStream, shuffled } from '../random';

/** Shares of the sector's pixels that are deleted, from none to all. */
export const deletedShares: readonly number[] = Array.from({ length: 11 }, (_, step) => step / 10);

/** Random orders that a map is compared with. */
const randomOrders = 5;

/** What happens to a prediction as pixels are deleted. */
export interface DeletionCurve {
  /** Mean change of the logit at each of {@link deletedShares}, most salient pixels first. */
  readonly bySaliency: readonly number[];
  /** The same in random order, mean of five orders. */
  readonly atRandom: readonly number[];
  /**
   * Area under the first curve minus that under the second, in logits: above 0 where the pixels of
   * the map matter more than any pixels.
   */
  readonly advantage: number;
}

/**
 * The deletion curve (Petsiuk, Das and Saenko 2018; Samek et al. 2017): pixels of the sector are set
 * to 0, the most salient first, and the change of the logit is followed.
 *
 * @param map [size, size]
 * @param mask 1 inside the sector, [size, size]
 */
export async function deletionCurve(
  network: Network,
  greys: Float32Array,
  map: Float32Array,
  mask: Uint8Array,
  outputIndex: number,
  seed: number,
): Promise<DeletionCurve> {
  const inside = Array.from(mask.keys()).filter((pixel) => mask[pixel] === 1);
  const ranked = [...inside].sort((a, b) => map[b] - map[a]);
  const bySaliency = await changesOf(network, greys, ranked, outputIndex);
  const sums = new Array<number>(deletedShares.length).fill(0);
  for (let order = 0; order < randomOrders; order += 1) {
    const random = shuffled(inside, randomStream(seed, 'deletion', order));
    const changes = await changesOf(network, greys, random, outputIndex);
    changes.forEach((change, i) => (sums[i] += change / randomOrders));
  }
  return { bySaliency, atRandom: sums, advantage: area(bySaliency) - area(sums) };
}

/** Size of the logit's change when more and more of the pixels, in this order, are set to 0. */
async function changesOf(
  network: Network,
  greys: Float32Array,
  order: readonly number[],
  outputIndex: number,
): Promise<number[]> {
  const channels = network.inputShape[2];
  const picture = greys.slice();
  const logits: number[] = [];
  let deleted = 0;
  for (const share of deletedShares) {
    for (; deleted < Math.round(share * order.length); deleted += 1) {
      picture.fill(0, order[deleted] * channels, (order[deleted] + 1) * channels);
    }
    logits.push((await network.forward(picture))[outputIndex]);
  }
  return logits.map((logit) => Math.abs(logit - logits[0]));
}

/** By the trapezoidal rule over the shares. */
function area(values: readonly number[]): number {
  return (
    values.slice(1).reduce((sum, value, i) => sum + (value + values[i]) / 2, 0) /
    (values.length - 1)
  );
}
