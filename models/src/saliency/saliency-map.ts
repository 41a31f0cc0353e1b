/** What all ways of explaining a prediction share. */

/** Lets the caller watch and stop a long computation. */
export interface SaliencyControl {
  /** Asked before each batch of images; once true, nothing more is computed. */
  readonly shouldStop?: () => boolean;
  /** Told after each batch of images how many of them are done. */
  readonly onSample?: (done: number, samples: number) => void;
}

/**
 * One value for each pixel: the largest absolute value over its channels.
 *
 * @param attributions [height, width, channels] row by row.
 * @returns height * width values of at least 0.
 */
export function largestOverChannels(attributions: Float32Array, channels: number): Float32Array {
  const saliency = new Float32Array(attributions.length / channels);
  for (let i = 0; i < attributions.length; i++) {
    const pixel = Math.floor(i / channels);
    saliency[pixel] = Math.max(saliency[pixel], Math.abs(attributions[i]));
  }
  return saliency;
}
