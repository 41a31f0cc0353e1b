import { weightShapes } from '@echonet/models';
import type { NetworkGraph, NetworkWeights } from '@echonet/models';

/** Weights as one file: all values end to end, in the order of weightShapes(graph). */
export function encodeWeightsFile(weights: NetworkWeights): Uint8Array<ArrayBuffer> {
  const all = [...weights.values()];
  const numbers = new Float32Array(all.reduce((sum, { values }) => sum + values.length, 0));
  let offset = 0;
  for (const { values } of all) {
    numbers.set(values, offset);
    offset += values.length;
  }
  return new Uint8Array(numbers.buffer);
}

/** Reads what encodeWeightsFile wrote, without copying. */
export function decodeWeightsFile(
  graph: NetworkGraph,
  file: Uint8Array<ArrayBuffer>,
): NetworkWeights {
  let offset = file.byteOffset;
  return new Map(
    weightShapes(graph).map(({ name, shape }) => {
      const length = shape.reduce((product, side) => product * side, 1);
      const values = new Float32Array(file.buffer, offset, length);
      offset += values.byteLength;
      return [name, { shape, values }];
    }),
  );
}
