import type { Network } from '../network/network';
import { averageGradient } from './average-gradient';
import { largestOverChannels, type SaliencyControl } from './saliency-map';

export interface IntegratedGradientsSettings extends SaliencyControl {
  /** Points on the path from the baseline to the image, at least 1; 20 to 300 in the paper. */
  readonly steps: number;
  /** Grey values of an uninformative image, as many as the image has; black (0) unless given. */
  readonly baseline?: Float32Array;
}

/**
 * Integrated Gradients (Sundararajan, Taly and Yan 2017): the gradient of one logit averaged along
 * the straight path from a baseline to the image (at the midpoints of equal steps), times the
 * difference of each grey value from the baseline. The attributions add up to the difference of the
 * two logits.
 *
 * @param greyValues one image, [size, size, channels], row-major, in [0, 1]; not modified.
 * @returns one signed value a grey value, in logit; undefined when stopped.
 * @throws Error when a setting is out of its range or the grey values are not one image for the network.
 */
export async function integratedGradients(
  network: Network,
  greyValues: Float32Array,
  outputIndex: number,
  {
    steps,
    baseline = new Float32Array(greyValues.length),
    ...control
  }: IntegratedGradientsSettings,
): Promise<Float32Array | undefined> {
  if (baseline.length !== greyValues.length) {
    throw new Error(
      `Integrated Gradients needs a baseline of ${greyValues.length} grey values, not ${baseline.length}.`,
    );
  }
  const between = (target: Float32Array, step: number) => {
    const share = (step + 0.5) / steps;
    for (let i = 0; i < target.length; i++) {
      target[i] = baseline[i] + share * (greyValues[i] - baseline[i]);
    }
  };
  const mean = await averageGradient(network, greyValues, outputIndex, steps, between, control);
  return mean?.map((value, i) => value * (greyValues[i] - baseline[i]));
}

/**
 * Absolute attributions, maximum over the channels.
 *
 * @returns [size, size], at least 0; undefined when stopped.
 * @throws Error as {@link integratedGradients} does.
 */
export async function integratedGradientsMap(
  network: Network,
  greyValues: Float32Array,
  outputIndex: number,
  settings: IntegratedGradientsSettings,
): Promise<Float32Array | undefined> {
  const attributions = await integratedGradients(network, greyValues, outputIndex, settings);
  return attributions && largestOverChannels(attributions, network.inputShape[2]);
}
