export interface SaliencyControl {
  /** Called before each batch of images; nothing more is computed once it returns true. */
  readonly shouldStop?: () => boolean;
  /** Called after each batch with the number of images done. */
  readonly onSample?: (done: number, samples: number) => void;
}

/**
 * Largest absolute value over the channels of each pixel.
 *
 * @param attributions [height, width, channels], row-major.
 * @returns [height, width], at least 0.
 */
export function largestOverChannels(attributions: Float32Array, channels: number): Float32Array {
  const saliency = new Float32Array(attributions.length / channels);
  for (let i = 0; i < attributions.length; i++) {
    const pixel = Math.floor(i / channels);
    saliency[pixel] = Math.max(saliency[pixel], Math.abs(attributions[i]));
  }
  return saliency;
}
