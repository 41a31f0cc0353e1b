import type { NetworkGraph } from '@echonet/models';

/** Suffix of the batch normalisation of a convolution, which learns as its convolution does. */
const batchNorm = /_bn$/;

/**
 * Factor of the learning rate for each weight, by the place of its layer (discriminative fine-tuning,
 * Howard and Ruder 2018): `earliest` for the first layer, 1 for the last, and equal ratios between
 * neighbours. With 0 only the last layer learns.
 *
 * @param weightNames as in weightShapes, `<layer>/<weight>`
 * @param earliest 0..1
 */
export function layerRates(
  { nodes }: NetworkGraph,
  weightNames: readonly string[],
  earliest = 1,
): number[] {
  const layers = nodes.filter(({ kind }) => kind === 'conv' || kind === 'dense');
  const places = new Map(layers.map(({ name }, place) => [name, place]));
  const last = layers.length - 1;
  return weightNames.map((weight) => {
    const layer = weight.slice(0, weight.lastIndexOf('/')).replace(batchNorm, '');
    const place = places.get(layer);
    if (place === undefined) {
      throw new Error(`The network has no layer ${layer}.`);
    }
    return place === last ? 1 : earliest ** ((last - place) / last);
  });
}
