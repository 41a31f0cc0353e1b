import {
  computeSaliency,
  type Network,
  type SaliencyMethod,
  type SaliencySettings,
} from '@echonet/models';

export const methodNames: Readonly<Record<SaliencyMethod, string>> = {
  gradient: 'Input gradient',
  smoothGrad: 'SmoothGrad',
  integratedGradients: 'Integrated Gradients',
  occlusion: 'Occlusion',
};

/**
 * Saliency map of one image inside the sector, with the viewer's settings unless others are given.
 *
 * @param greyValues one image, [size, size, channels], in [0, 1]
 * @param mask 1 inside the sector, [size, size]
 * @returns values of at least 0, [size, size]; 0 outside the sector
 */
export async function explain(
  method: SaliencyMethod,
  network: Network,
  greyValues: Float32Array,
  mask: Uint8Array,
  outputIndex: number,
  settings: Partial<SaliencySettings> = {},
): Promise<Float32Array> {
  const map = await computeSaliency(method, network, greyValues, outputIndex, settings);
  return map!.map((value, pixel) => (mask[pixel] === 1 ? value : 0));
}
