import type { NetworkWeights, Standardisation } from './folding';
import type { FeatureShape, NetworkGraph } from './graph';

/**
 * A network ready to run. Numbers go in and come out: which engine computes, and on which device, is
 * its own affair.
 */
export interface Network {
  /** [height, width, channels] of one image. */
  readonly inputShape: FeatureShape;
  /** Number of logits. */
  readonly outputs: number;
  /** Most images to hand to one call of forward: 1 where batches gain nothing. */
  readonly batchSize: number;
  /** Most images to hand to one call of inputGradient, which keeps every feature of each. */
  readonly gradientBatchSize: number;
  /**
   * Logits of one or more images.
   *
   * @param grey values [n, height, width, channels] row by row, in [0, 1]; stays the caller's.
   * @returns [n, outputs].
   * @throws Error (as a rejection) when the grey values are no whole number of images, or the device fails.
   */
  forward(greyValues: Float32Array): Promise<Float32Array>;
  /**
   * Gradient of one logit by every grey of the images. The first call prepares a second, rearranged
   * copy of the weights, kept until dispose.
   *
   * @param grey values as for forward.
   * @param outputIndex which logit.
   * @returns as many numbers as grey values, in logit per unit of grey.
   * @throws Error (as a rejection) as forward does, and when there is no such logit.
   */
  inputGradient(greyValues: Float32Array, outputIndex: number): Promise<Float32Array>;
  /** Frees the weights; the network cannot be used afterwards. */
  dispose(): void;
}

/**
 * Prepares a network: batch normalisation, residual scales and standardisation are folded into the
 * convolutions (see foldWeights), and the weights are laid out for whatever computes.
 *
 * @param weights one for each of weightShapes(graph); not read after the promise has resolved.
 * @throws Error (as a rejection) when a weight is missing or the engine cannot start.
 */
export type CreateNetwork = (
  graph: NetworkGraph,
  weights: NetworkWeights,
  standardisation?: Standardisation,
) => Promise<Network>;

/**
 * How many images the grey values hold.
 *
 * @throws Error when that is no whole number of at least 1.
 */
export function imageCount(greyValues: Float32Array, inputShape: FeatureShape): number {
  const count = greyValues.length / inputShape.reduce((product, length) => product * length, 1);
  if (Number.isInteger(count) && count >= 1) return count;
  throw new Error(
    `The network reads images of ${inputShape.join('x')}, and ${greyValues.length} grey values are no ` +
      'whole number of them.',
  );
}

/** @throws Error when the network has no such logit. */
export function refuseOtherOutput(outputIndex: number, outputs: number): void {
  if (Number.isInteger(outputIndex) && outputIndex >= 0 && outputIndex < outputs) return;
  throw new Error(`The network has ${outputs} outputs; there is none at ${outputIndex}.`);
}
