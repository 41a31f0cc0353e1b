import { attribute, constant, encodeOnnx, value, type OnnxModel } from '../export/onnx/onnx-schema';

export interface TinyOnnx {
  /** Of the input. */
  readonly shape: readonly (number | string)[];
  /** Weight of each channel's mean in each output. */
  readonly weights?: readonly (readonly number[])[];
  readonly bias?: readonly number[];
  /** Changes the file before it is encoded. */
  readonly change?: (model: OnnxModel) => OnnxModel;
}

/**
 * An ONNX file whose outputs are weighted means of its channels over everything else, so that a test
 * can compute them by hand.
 */
export function tinyOnnx({
  shape,
  weights = [[1, 1, 1]],
  bias = [0],
  change = (model) => model,
}: TinyOnnx): Uint8Array {
  const [outputs, channels] = [weights.length, weights[0].length];
  const transposed = Float32Array.from({ length: channels * outputs }, (_, i) => {
    return weights[i % outputs][Math.floor(i / outputs)];
  });
  return encodeOnnx(
    change({
      irVersion: 8,
      producerName: 'a test',
      docString: '',
      opsetImport: [{ domain: '', version: 17 }],
      metadataProps: [],
      graph: {
        name: 'tiny',
        node: [
          { name: 'mean', opType: 'GlobalAveragePool', input: ['clip'], output: ['mean'] },
          {
            name: 'flat',
            opType: 'Flatten',
            input: ['mean'],
            output: ['flat'],
            attribute: [attribute('axis', 1)],
          },
          { name: 'sum', opType: 'Gemm', input: ['flat', 'weights', 'bias'], output: ['numbers'] },
        ],
        initializer: [
          constant('weights', [channels, outputs], transposed),
          constant('bias', [outputs], Float32Array.from(bias)),
        ],
        input: [value('clip', shape)],
        output: [value('numbers', [1, outputs])],
      },
    }),
  );
}
