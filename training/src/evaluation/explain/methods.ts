import {
  integratedGradientsMap,
  occlusion,
  plainGradient,
  smoothGrad,
  type Network,
} from '@echonet/models';

/** Ways of explaining a prediction. */
export const explanationMethods = [
  'gradient',
  'smoothgrad',
  'integrated-gradients',
  'occlusion',
] as const;
/** See {@link explanationMethods}. */
export type ExplanationMethod = (typeof explanationMethods)[number];

/** The names of the literature. */
export const methodNames: Readonly<Record<ExplanationMethod, string>> = {
  gradient: 'Input gradient',
  smoothgrad: 'SmoothGrad',
  'integrated-gradients': 'Integrated Gradients',
  occlusion: 'Occlusion',
};

/** How thoroughly is looked. */
export interface ExplanationSettings {
  /** Noisy copies (SmoothGrad) or steps (Integrated Gradients). */
  readonly samples: number;
  readonly seed: number;
}

/** Standard deviation of SmoothGrad's noise as a share of the grey values' range, as in the viewer. */
const noiseLevel = 0.15;

/**
 * What the network looked at, by one method.
 *
 * @param grey values one image, [size, size, channels], in [0, 1]
 * @param mask 1 inside the sector, [size, size]
 * @returns values of at least 0, [size, size]; 0 outside the sector
 */
export async function explain(
  method: ExplanationMethod,
  network: Network,
  greyValues: Float32Array,
  mask: Uint8Array,
  outputIndex: number,
  { samples, seed }: ExplanationSettings,
): Promise<Float32Array> {
  const size = Math.round(Math.sqrt(mask.length));
  const maps: Record<ExplanationMethod, () => Promise<Float32Array | undefined>> = {
    gradient: () => plainGradient(network, greyValues, outputIndex),
    smoothgrad: () => smoothGrad(network, greyValues, outputIndex, { samples, noiseLevel, seed }),
    'integrated-gradients': () =>
      integratedGradientsMap(network, greyValues, outputIndex, { steps: samples }),
    occlusion: () =>
      occlusion(network, greyValues, outputIndex, {
        patchSize: Math.max(2, Math.round(size / 12)),
        stride: Math.max(1, Math.round(size / 24)),
        fill: 0,
      }),
  };
  const map = (await maps[method]())!;
  return map.map((value, pixel) => (mask[pixel] === 1 ? Math.abs(value) : 0));
}
