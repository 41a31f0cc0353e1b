import type { NetworkWeights } from '@echonet/models';
import { randomStream, shuffled } from '@echonet/models/random';

/**
 * Weights of a network that has learned nothing: every kernel's own values in random order, so that
 * their spread stays. What a map of it shows comes from the image and the network's shape alone
 * (Adebayo et al. 2018, the model parameter randomisation test).
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
