import { normalNumbers, uniformNumbers } from '../random/numbers';
import type { NetworkWeights } from '../network/folding';
import { weightShapes } from '../network/graph';
import type { NetworkGraph } from '../network/graph';

/**
 * Weights of an untrained network, for tests and benchmarks: kernels after He et al. (2015), and
 * batch normalisation away from its neutral values, so that nothing about it can go unnoticed.
 *
 * @returns one for each of weightShapes(graph).
 */
export function randomWeights(graph: NetworkGraph, seed: number): NetworkWeights {
  const normal = normalNumbers(seed);
  const uniform = uniformNumbers(seed + 1);
  const numberFor = (name: string, fanIn: number) => {
    if (name.endsWith('/kernel')) return normal() * Math.sqrt(2 / fanIn);
    if (name.endsWith('/gamma') || name.endsWith('/moving_variance')) return 0.5 + uniform();
    return uniform() * 0.2 - 0.1;
  };
  return new Map(
    weightShapes(graph).map(({ name, shape }) => {
      const fanIn = shape.slice(0, -1).reduce((product, length) => product * length, 1);
      const size = fanIn * shape[shape.length - 1];
      const values = Float32Array.from({ length: size }, () => numberFor(name, fanIn));
      return [name, { shape, values }];
    }),
  );
}
