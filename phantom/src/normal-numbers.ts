import type { RandomStream } from '@echonet/models/random';

/** Standard normal numbers from uniform ones, by the transform of Box and Muller (1958). */
export function normalNumbers(uniform: RandomStream): () => number {
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}
