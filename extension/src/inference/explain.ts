import { integratedGradientsMap, plainGradient, smoothGrad } from '@echonet/models';
import type { Network, SaliencyControl } from '@echonet/models';
import type { ExplainRequest } from './protocol';

/**
 * A saliency map by the method that was asked for.
 *
 * @param grey values one image as the network reads it
 * @returns size * size values of at least 0, row by row; undefined when stopped
 * @throws Error when a setting is out of its range
 */
export function explain(
  network: Network,
  greyValues: Float32Array,
  outputIndex: number,
  { method, samples, noiseLevel, seed }: ExplainRequest,
  control: SaliencyControl,
): Promise<Float32Array | undefined> {
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
  }
}
