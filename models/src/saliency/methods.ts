/** Ways to explain a prediction; the ids stand in configurations, options and stored results. */
export const saliencyMethods = [
  'gradient',
  'smoothGrad',
  'integratedGradients',
  'occlusion',
] as const;
export type SaliencyMethod = (typeof saliencyMethods)[number];

/** How thoroughly a map is computed; a method reads what applies to it. */
export interface SaliencySettings {
  /** Noisy copies of SmoothGrad, or steps of Integrated Gradients; at least 1. */
  readonly samples: number;
  /**
   * Standard deviation of SmoothGrad's noise as a fraction of the range of the image's own grey values
   * inside the sector.
   */
  readonly noiseLevel: number;
  /** Of SmoothGrad's noise. */
  readonly seed: number;
}

/**
 * The settings of the viewer and of training alike, so that a report of training shows the maps
 * that readers will see. Smilkov et al. (2017) use noise of 10 to 20 %.
 */
export const saliencyDefaults: SaliencySettings = { samples: 10, noiseLevel: 0.1, seed: 1 };
