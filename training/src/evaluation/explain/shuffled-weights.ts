import type { NetworkWeights } from '@echonet/models';
import { randomStream, shuffled } from '@echonet/models/random';

/**
 * Shuffles the values within each kernel, which keeps their distribution and removes what was
 * learned. A saliency map of such a network depends on image and architecture alone (model
 * parameter randomisation test, Adebayo et al. 2018).
 */
export function shuffledWeights(weights: NetworkWeights, seed: number): NetworkWeights {
  return new Map(
    [...weights].map(([name, { shape, values }]) => {
      if (shape.length < 2) {
        return [name, { shape, values }];
      }
      const random = randomStream(seed, 'shuffled', name);
      return [name, { shape, values: Float32Array.from(shuffled([...values], random)) }];
    }),
  );
}
