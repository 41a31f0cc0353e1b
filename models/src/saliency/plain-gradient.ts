import type { Network } from '../network/network';
import { averageGradient } from './average-gradient';
import { largestOverChannels } from './saliency-map';

/**
 * Saliency as Simonyan, Vedaldi and Zisserman (2013) have it: the absolute gradient of one logit by
 * the grey values, the largest over the channels.
 *
 * @param grey values one image, [size, size, channels] row by row, in [0, 1]; stays the caller's.
 * @returns size * size values of at least 0, row by row, not scaled to any range and not masked.
 * @throws Error when the grey values are not one image for the network.
 */
export async function plainGradient(
  network: Network,
  greyValues: Float32Array,
  outputIndex: number,
): Promise<Float32Array> {
  const asItIs = (target: Float32Array) => target.set(greyValues);
  const gradient = await averageGradient(network, greyValues, outputIndex, 1, asItIs, {});
  return largestOverChannels(gradient!, network.inputShape[2]);
}
