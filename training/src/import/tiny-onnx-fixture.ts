import { attribute, constant, encodeOnnx, value, type OnnxModel } from '../export/onnx/onnx-schema';

/** A model as its file describes it, around a graph. */
export function modelAround(graph: OnnxModel['graph']): OnnxModel {
  return {
    irVersion: 8,
    producerName: 'a test',
    docString: '',
    opsetImport: [{ domain: '', version: 17 }],
    metadataProps: [],
    graph,
  };
}

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
    change(
      modelAround({
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
      }),
    ),
  );
}

/**
 * An ONNX file that outlines what is brighter than half of white: one logit a pixel, 8 times the mean of
 * its channels in [0, 1] less 4.
 *
 * @param size of the images, which have three channels first
 */
export function thresholdOnnx(size: number): Uint8Array {
  return encodeOnnx(
    modelAround({
      name: 'threshold',
      node: [
        { name: 'conv', opType: 'Conv', input: ['image', 'weights', 'bias'], output: ['logits'] },
      ],
      initializer: [
        constant('weights', [1, 3, 1, 1], Float32Array.of(8 / 3, 8 / 3, 8 / 3)),
        constant('bias', [1], Float32Array.of(-4)),
      ],
      input: [value('image', [1, 3, size, size])],
      output: [value('logits', [1, 1, size, size])],
    }),
  );
}
