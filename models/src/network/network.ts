import { sizeOf } from '../arrays';
import type { NetworkWeights, Standardisation } from './folding';
import type { FeatureShape, NetworkGraph } from './graph';

/**
 * A network ready to run, whichever backend and device compute it.
 */
export interface Network {
  /** [height, width, channels] of one image. */
  readonly inputShape: FeatureShape;
  /** Number of logits; in a map, of each pixel. */
  readonly outputs: number;
  /** [height, width, outputs]; [1, 1, outputs] where the logits are a vector. */
  readonly outputShape: FeatureShape;
  /** Largest batch for forward; 1 where batches gain nothing. */
  readonly batchSize: number;
  /** Largest batch for inputGradient, which keeps all features of every image. */
  readonly gradientBatchSize: number;
  /**
   * Logits of one or more images.
   *
   * @param greyValues [n, height, width, channels], row-major; in [0, 1], or standardised where the
   *   network reads images that are; not modified.
   * @returns [n, ...outputShape].
   * @throws Error when the grey values are not a whole number of images, or the device fails.
   */
  forward(greyValues: Float32Array): Promise<Float32Array>;
  /**
   * Gradient of one logit with respect to the grey values. The first call makes a second,
   * rearranged copy of the weights, kept until dispose.
   *
   * @param greyValues as for forward.
   * @param outputIndex index of the logit.
   * @returns one number a grey value, in logit per unit of grey value.
   * @throws Error as forward does, and when there is no such logit or the output is a map.
   */
  inputGradient(greyValues: Float32Array, outputIndex: number): Promise<Float32Array>;
  /** Frees the weights. */
  dispose(): void;
}

/**
 * Prepares a network: batch normalisation, residual scales and standardisation are folded into the
 * convolutions (see foldWeights), and the weights are laid out for the backend.
 *
 * @param weights one for each of weightShapes(graph); not read after the promise has resolved.
 * @throws Error when a weight is missing or the backend cannot start.
 */
export type CreateNetwork = (
  graph: NetworkGraph,
  weights: NetworkWeights,
  standardisation?: Standardisation,
) => Promise<Network>;

/**
 * Number of images that the grey values hold.
 *
 * @throws Error when that is not a whole number of at least 1.
 */
export function imageCount(greyValues: Float32Array, inputShape: FeatureShape): number {
  const count = greyValues.length / sizeOf(inputShape);
  if (Number.isInteger(count) && count >= 1) {
    return count;
  }
  throw new Error(
    `The network reads images of ${inputShape.join('x')}, and ${greyValues.length} grey values are no ` +
      'whole number of them.',
  );
}

/**
 * For gradients of a logit.
 *
 * @throws Error when the network has no such logit, or maps of logits.
 */
export function refuseOtherOutput(
  outputIndex: number,
  [height, width, outputs]: FeatureShape,
): void {
  if (height * width > 1) {
    throw new Error(
      `The network has maps as its output, not logits: ${height}x${width}x${outputs}; ` +
        'there is no gradient of one.',
    );
  }
  if (Number.isInteger(outputIndex) && outputIndex >= 0 && outputIndex < outputs) {
    return;
  }
  throw new Error(`The network has ${outputs} outputs; there is none at ${outputIndex}.`);
}
