import { group, pairs } from 'd3-array';
import type { Network } from '@echonet/models';
import { randomStream, shuffled } from '@echonet/models/random';
import { mean } from '../statistics/summary';

/** Shares of the sector that are deleted, from nothing to all. */
export const deletedShares: readonly number[] = Array.from({ length: 11 }, (_, step) => step / 10);

/** Random orders that a map is compared with. */
const randomOrders = 5;

/** Squares along a side of the image. */
const squaresAcross = 16;

/** What happens to a prediction as more and more of the image is deleted. */
export interface DeletionCurve {
  /** Size of the logit's change at each of {@link deletedShares}, most salient squares first. */
  readonly bySaliency: readonly number[];
  /** The same in random order, mean of five orders. */
  readonly atRandom: readonly number[];
  /**
   * Area under the first curve minus that under the second, in logits: above 0 where what the map
   * shows matters more than anything else.
   */
  readonly advantage: number;
}

/**
 * The deletion curve (Petsiuk, Das and Saenko 2018; Samek et al. 2017): parts of the sector are
 * replaced by its mean grey, the most salient first, and the change of the logit is followed. Whole
 * squares are deleted, not points: points in random order are noise that no network has learned,
 * which moves its prediction more than any loss of content.
 *
 * @param map [size, size]
 * @param mask 1 inside the sector, [size, size]
 */
export async function deletionCurve(
  network: Network,
  greyValues: Float32Array,
  map: Float32Array,
  mask: Uint8Array,
  outputIndex: number,
  seed: number,
): Promise<DeletionCurve> {
  const squares = squaresOf(mask);
  const saliencyOf = (square: readonly number[]) => mean(square.map((pixel) => map[pixel]));
  const ranked = [...squares].sort((a, b) => saliencyOf(b) - saliencyOf(a));
  const bySaliency = await changesOf(network, greyValues, ranked, outputIndex);
  const atRandom = new Array<number>(deletedShares.length).fill(0);
  for (let order = 0; order < randomOrders; order++) {
    const random = shuffled(squares, randomStream(seed, 'deletion', order));
    const changes = await changesOf(network, greyValues, random, outputIndex);
    changes.forEach((change, i) => (atRandom[i] += change / randomOrders));
  }
  return { bySaliency, atRandom, advantage: area(bySaliency) - area(atRandom) };
}

/** The pixels of each square that are inside the sector, where there are any. */
function squaresOf(mask: Uint8Array): number[][] {
  const size = Math.round(Math.sqrt(mask.length));
  const side = Math.ceil(size / squaresAcross);
  const inside = [...mask.keys()].filter((pixel) => mask[pixel]);
  const squares = group(inside, (pixel) => {
    const row = Math.floor(Math.floor(pixel / size) / side);
    return row * squaresAcross + Math.floor((pixel % size) / side);
  });
  return [...squares.values()];
}

/** Size of the logit's change when more and more of the squares, in this order, become grey. */
async function changesOf(
  network: Network,
  greyValues: Float32Array,
  order: readonly (readonly number[])[],
  outputIndex: number,
): Promise<number[]> {
  const channels = network.inputShape[2];
  const inside = order.flat();
  const meanGrey = mean(inside.map((pixel) => greyValues[pixel * channels]));
  const image = greyValues.slice();
  const logits: number[] = [];
  let deleted = 0;
  for (const share of deletedShares) {
    for (; deleted < Math.round(share * order.length); deleted++) {
      for (const pixel of order[deleted]) {
        image.fill(meanGrey, pixel * channels, (pixel + 1) * channels);
      }
    }
    logits.push((await network.forward(image))[outputIndex]);
  }
  return logits.map((logit) => Math.abs(logit - logits[0]));
}

/** By the trapezoidal rule over the shares. */
function area(values: readonly number[]): number {
  return mean(pairs(values, (a, b) => (a + b) / 2));
}
