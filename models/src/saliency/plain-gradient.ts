import type { Network } from '../network/network';
import { averageGradient } from './average-gradient';
import { largestOverChannels } from './saliency-map';

/**
 * Saliency by Simonyan, Vedaldi and Zisserman (2013): the absolute gradient of one logit with respect
 * to the grey values, maximum over the channels.
 *
 * @param greyValues one image, [size, size, channels], row-major, in [0, 1]; not modified.
 * @returns [size, size], at least 0, neither scaled to a range nor masked to the sector.
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
