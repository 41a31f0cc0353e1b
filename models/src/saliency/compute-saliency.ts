import type { Network } from '../network/network';
import { integratedGradientsMap } from './integrated-gradients';
import { saliencyDefaults, type SaliencyMethod, type SaliencySettings } from './methods';
import { occlusion } from './occlusion';
import { plainGradient } from './plain-gradient';
import type { SaliencyControl } from './saliency-map';
import { smoothGrad } from './smooth-grad';

/** Side of the occluded square, and its steps, as fractions of the image's side. */
const occlusionPatch = { side: 1 / 12, stride: 1 / 24 };

/**
 * Saliency map of one image and one logit, by the method that is named.
 *
 * @param greyValues one image, [size, size, channels] row by row, in [0, 1]; stays the caller's.
 * @param settings those of {@link saliencyDefaults} unless given.
 * @returns size * size values of at least 0, row by row, not scaled to any range and not masked to
 *   the sector; undefined when stopped.
 * @throws Error when a setting is out of its range or the grey values are not one image for the network.
 */
export async function computeSaliency(
  method: SaliencyMethod,
  network: Network,
  greyValues: Float32Array,
  outputIndex: number,
  settings: Partial<SaliencySettings> & SaliencyControl = {},
): Promise<Float32Array | undefined> {
  const { samples, noiseLevel, seed, ...control } = { ...saliencyDefaults, ...settings };
  switch (method) {
    case 'gradient':
      return plainGradient(network, greyValues, outputIndex);
    case 'smoothGrad':
      return smoothGrad(network, greyValues, outputIndex, {
        samples,
        noiseLevel,
        seed,
        ...control,
      });
    case 'integratedGradients':
      return integratedGradientsMap(network, greyValues, outputIndex, {
        steps: samples,
        ...control,
      });
    case 'occlusion': {
      const [size] = network.inputShape;
      const changes = await occlusion(network, greyValues, outputIndex, {
        patchSize: Math.max(2, Math.round(size * occlusionPatch.side)),
        stride: Math.max(1, Math.round(size * occlusionPatch.stride)),
        fill: 0,
        ...control,
      });
      return changes?.map(Math.abs);
    }
  }
}
