import type { Network } from '../network/network';
import { averageGradient } from './average-gradient';
import { largestOverChannels } from './saliency-map';
import type { SaliencyControl } from './saliency-map';

/** How {@link integratedGradients} integrates. */
export interface IntegratedGradientsSettings extends SaliencyControl {
  /** Points on the way from the baseline to the picture, at least 1; 20 to 300 in the paper. */
  readonly steps: number;
  /** Greys of a picture that says nothing, as many as the picture has; all 0, black, unless given. */
  readonly baseline?: Float32Array;
}

/**
 * Integrated Gradients (Sundararajan, Taly and Yan 2017): the gradient of one logit averaged along
 * the straight way from a baseline to the picture (at the middles of equal steps), times what each
 * grey differs from the baseline. The attributions add up to the difference of the two logits.
 *
 * @param greys one picture, [size, size, channels] row by row, in [0, 1]; stays the caller's.
 * @returns as many values as greys, in logit, with their sign; undefined when stopped.
 * @throws Error when a setting is out of its range or the greys are not one picture for the network.
 */
export async function integratedGradients(
  network: Network,
  greys: Float32Array,
  outputIndex: number,
  { steps, baseline = new Float32Array(greys.length), ...control }: IntegratedGradientsSettings,
): Promise<Float32Array | undefined> {
  if (baseline.length !== greys.length) {
    throw new Error(
      `Integrated Gradients needs a baseline of ${greys.length} greys, not ${baseline.length}.`,
    );
  }
  const between = (target: Float32Array, step: number) => {
    const share = (step + 0.5) / steps;
    for (let i = 0; i < target.length; i++) {
      target[i] = baseline[i] + share * (greys[i] - baseline[i]);
    }
  };
  const mean = await averageGradient(network, greys, outputIndex, steps, between, control);
  return mean?.map((value, i) => value * (greys[i] - baseline[i]));
}

/**
 * Integrated Gradients as a map: the absolute attribution, the largest over the channels.
 *
 * @returns size * size values of at least 0, row by row; undefined when stopped.
 * @throws Error as {@link integratedGradients} does.
 */
export async function integratedGradientsMap(
  network: Network,
  greys: Float32Array,
  outputIndex: number,
  settings: IntegratedGradientsSettings,
): Promise<Float32Array | undefined> {
  const attributions = await integratedGradients(network, greys, outputIndex, settings);
  return attributions && largestOverChannels(attributions, network.inputShape[2]);
}
