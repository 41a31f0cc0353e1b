import { group, pairs } from 'd3-array';
import type { Network } from '@echonet/models';
import { randomStream, shuffled } from '@echonet/models/random';
import { mean } from '../statistics/summary';

/** Deleted shares of the sector at the points of a deletion curve. */
export const deletedShares: readonly number[] = Array.from({ length: 11 }, (_, step) => step / 10);

/** Random orders averaged for comparison. */
const randomOrders = 5;

/** Squares per row and column of the image. */
const squaresAcross = 16;

/** Change of a logit as the image is deleted square by square. */
export interface DeletionCurve {
  /** Absolute change of the logit at {@link deletedShares}, most salient squares first. */
  readonly bySaliency: readonly number[];
  /** The same for a random order, mean of five. */
  readonly atRandom: readonly number[];
  /**
   * Area under `bySaliency` minus area under `atRandom`, in logits: above 0 when the most salient
   * squares matter more than others.
   */
  readonly advantage: number;
}

/**
 * Deletion curve (Petsiuk, Das and Saenko 2018; Samek et al. 2017): parts of the sector are
 * replaced by its mean grey value, the most salient first. Squares are deleted and not pixels,
 * since pixels deleted in random order are out-of-distribution noise, which changes the logit more
 * than lost content does.
 *
 * @param map saliency map, [size, size]
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

/** Pixel indices inside the sector by square; squares without any are left out. */
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

/** Absolute change of the logit as the squares are deleted in this order. */
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

/** Trapezoidal rule over shares in 0..1. */
function area(values: readonly number[]): number {
  return mean(pairs(values, (a, b) => (a + b) / 2));
}
