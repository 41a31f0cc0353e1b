import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { createTensorNetwork, buildGraph, type Network } from '@echonet/models';
import { largestDifference, randomWeights } from '@echonet/models/testing';
import { onnxModel } from './onnx-model';
import { OnnxProcess } from './onnx-process-fixture';
import { decodeOnnx } from './onnx-schema';

const standardisation = { mean: 0.2, std: 0.25 };
const description = { text: 'For tests.', metadata: { id: 'test', intendedUse: 'Research use' } };

/** Grey values of n images, [n, height, width, channels]. */
const greyValuesOf = (n: number, size: number, channels: number) =>
  Float32Array.from({ length: n * size * size * channels }, (_, i) => ((i * 7919) % 101) / 101);

/** The same in ONNX's order, [n, channels, height, width]. */
function channelsFirst(greyValues: Float32Array, size: number, channels: number): Float32Array {
  const pixels = size * size;
  return greyValues.map((_, i) => {
    const [image, rest] = [Math.floor(i / (pixels * channels)), i % (pixels * channels)];
    const [channel, pixel] = [Math.floor(rest / pixels), rest % pixels];
    return greyValues[(image * pixels + pixel) * channels + channel];
  });
}

let runtime: OnnxProcess;
beforeAll(() => void (runtime = new OnnxProcess()));
afterAll(() => runtime.stop());

beforeAll(() => tf.setBackend('cpu'));

describe.each([
  [75, 1, 0.0625, 1],
  [79, 3, 0.0625, 3],
  [80, 2, 0.1, 2],
])('a network of %i pixels, %i channels and width %f as ONNX', (inputSize, channels, width, n) => {
  const graph = buildGraph({
    name: 'inception-resnet-v1',
    inputSize,
    channels,
    width,
    outputs: 3,
  });
  let network: Network;
  let file: Uint8Array;

  beforeAll(async () => {
    const weights = randomWeights(graph, 11);
    network = await createTensorNetwork(graph, weights, standardisation);
    file = onnxModel(graph, weights, standardisation, description);
  });

  afterAll(() => network.dispose());

  it(`gives the same logits in ONNX Runtime for ${n} images`, async () => {
    const greyValues = greyValuesOf(n, inputSize, channels);
    const shape = [n, channels, inputSize, inputSize];
    const { dims, logits } = await runtime.run(
      file,
      channelsFirst(greyValues, inputSize, channels),
      shape,
    );
    expect(dims).toEqual([n, 3]);
    const expected = await network.forward(greyValues);
    const largest = Math.max(...expected.map(Math.abs));
    expect(largestDifference(logits, expected)).toBeLessThan(1e-4 * largest);
  });
});

describe.each([
  [48, 1, [6, 8, 10], [1, 0, 2]],
  [20, 3, [5, 7], [1, 1]],
])(
  'a segmentation network of %i pixels and %i channels as ONNX',
  (inputSize, channels, levelChannels, levelBlocks) => {
    it('gives the same maps of logits in ONNX Runtime', async () => {
      const graph = buildGraph({
        ...{ name: 'residual-unet', inputSize, channels, outputs: 3 },
        ...{ levelChannels, levelBlocks },
      });
      const weights = randomWeights(graph, 11);
      const network = await createTensorNetwork(graph, weights);
      const file = onnxModel(graph, weights, { mean: 0, std: 1 }, description);
      const greyValues = greyValuesOf(2, inputSize, channels).map((value) => 4 * value - 2);
      const shape = [2, channels, inputSize, inputSize];
      const { dims, logits } = await runtime.run(
        file,
        channelsFirst(greyValues, inputSize, channels),
        shape,
      );
      const side = inputSize / 2;
      expect(dims).toEqual([2, 3, side, side]);
      const expected = channelsFirst(await network.forward(greyValues), side, 3);
      const largest = Math.max(...expected.map(Math.abs));
      expect(logits).toHaveLength(expected.length);
      expect(largestDifference(logits, expected)).toBeLessThan(1e-4 * largest);
      network.dispose();
    });
  },
);

describe.each([
  [48, 1, [6, 8, 10], [1, 0, 2], undefined],
  [20, 3, [5], [1], undefined],
  [48, 1, [6, 8], [1, 0], { classes: 3, levelChannels: [5, 7], levelBlocks: [0, 1] }],
])(
  'an encoder for numbers of %i pixels and %i channels as ONNX (%j, %j, structures %j)',
  (inputSize, channels, levelChannels, levelBlocks, structures) => {
    it('gives the same logits in ONNX Runtime', async () => {
      const graph = buildGraph({
        ...{ name: 'residual-encoder', inputSize, channels, outputs: 2, hiddenUnits: 7 },
        ...{ levelChannels, levelBlocks, structures },
      });
      const weights = randomWeights(graph, 11);
      const network = await createTensorNetwork(graph, weights);
      const file = onnxModel(graph, weights, { mean: 0, std: 1 }, description);
      const greyValues = greyValuesOf(3, inputSize, channels).map((value) => 4 * value - 2);
      const shape = [3, channels, inputSize, inputSize];
      const { dims, logits } = await runtime.run(
        file,
        channelsFirst(greyValues, inputSize, channels),
        shape,
      );
      expect(dims).toEqual([3, 2]);
      const expected = await network.forward(greyValues);
      const largest = Math.max(...expected.map(Math.abs));
      expect(largestDifference(logits, expected)).toBeLessThan(1e-4 * largest);
      network.dispose();
    });
  },
);

describe('the ONNX file', () => {
  const graph = buildGraph({
    name: 'inception-resnet-v1',
    inputSize: 75,
    channels: 1,
    width: 0.0625,
    outputs: 2,
  });
  const file = decodeOnnx(onnxModel(graph, randomWeights(graph, 1), standardisation, description));

  it('describes the model', () => {
    expect(file.docString).toBe('For tests.');
    expect(file.metadataProps).toEqual([
      { key: 'id', value: 'test' },
      { key: 'intendedUse', value: 'Research use' },
    ]);
    expect(file.opsetImport).toEqual([{ domain: '', version: 17 }]);
  });

  it('takes any number of images', () => {
    const [{ type }] = file.graph.input;
    expect(type.tensorType.shape.dim).toEqual([
      { dimParam: 'n' },
      { dimValue: 1 },
      { dimValue: 75 },
      { dimValue: 75 },
    ]);
  });

  it('has no batch normalisation and dropout left', () => {
    expect([...new Set(file.graph.node.map(({ opType }) => opType))].sort()).toEqual([
      'Add',
      'Concat',
      'Conv',
      'Flatten',
      'Gemm',
      'GlobalAveragePool',
      'MaxPool',
      'Relu',
    ]);
  });
});
