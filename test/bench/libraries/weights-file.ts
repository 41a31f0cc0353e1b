import { weightShapes, type NetworkGraph, type NetworkWeights } from '@echonet/models';

/** Concatenates all weights as 32-bit floats, in the order of weightShapes(graph). */
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

/** Inverse of {@link encodeWeightsFile}; the weights are views on the file. */
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
