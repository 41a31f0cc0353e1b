import { beforeAll, describe, expect, it } from '@jest/globals';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { buildGraph, createTensorNetwork, type Network, type NetworkGraph } from '@echonet/models';
import { uniformNumbers } from '@echonet/models/random';
import { cosine, GraphBuilder, largestDifference, randomWeights } from '@echonet/models/testing';
import { nodeEngine } from './node/node-engine';

const standardisation = { mean: 0.2, std: 0.25 };

const inceptionOf = (inputSize: number, width: number, channels: number) =>
  buildGraph({ name: 'inception-resnet-v1', inputSize, channels, width, outputs: 3 });

function greyValuesOf({ nodes }: NetworkGraph, images = 1): Float32Array {
  const length = nodes[0].shape.reduce((product, side) => product * side, images);
  return Float32Array.from({ length }, uniformNumbers(5));
}

const engineFor = async (graph: NetworkGraph, threads: number) =>
  (await nodeEngine({ threads }))(graph, randomWeights(graph, 11), standardisation);

const largest = (values: Float32Array) =>
  values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

/** What TensorFlow.js computes of some images, and the gradient of the second logit to one. */
interface Reference {
  readonly images: Float32Array;
  readonly image: Float32Array;
  readonly logits: Float32Array;
  readonly gradient: Float32Array;
}

/** @param tensors disposed of */
async function referenceOf(
  tensors: Network,
  images: Float32Array,
  image: Float32Array,
): Promise<Reference> {
  const logits = await tensors.forward(images);
  const gradient = await tensors.inputGradient(image, 1);
  tensors.dispose();
  return { images, image, logits, gradient };
}

async function expectReference(
  network: Network,
  { images, image, logits, gradient }: Reference,
): Promise<void> {
  expect(largestDifference(await network.forward(images), logits)).toBeLessThan(
    1e-4 * largest(logits),
  );
  const own = await network.inputGradient(image, 1);
  expect(cosine(own, gradient)).toBeGreaterThan(0.99999);
  expect(largestDifference(own, gradient)).toBeLessThan(1e-3 * largest(gradient));
}

/** As toEqual, which takes its time over thousands of numbers. */
const expectSame = (values: Float32Array, expected: Float32Array) =>
  expect(largestDifference(values, expected)).toBe(0);

beforeAll(() => tf.setBackend('wasm'));

// Widths with and without partial vectors; odd and even sizes.
describe.each([
  [75, 0.125, 1],
  [76, 0.2, 3],
  [77, 0.07, 2],
  [80, 0.125, 1],
])('the engine at %i pixels, width %f and %i channels', (size, width, channels) => {
  const graph = inceptionOf(size, width, channels);
  const images = greyValuesOf(graph, 2);
  const image = greyValuesOf(graph);
  let reference: Reference;

  beforeAll(async () => {
    const tensors = await createTensorNetwork(graph, randomWeights(graph, 11), standardisation);
    reference = await referenceOf(tensors, images, image);
  });

  it.each([1, 2, 5])('agrees with TensorFlow.js on %i threads', async (threads) => {
    const network = await engineFor(graph, threads);
    await expectReference(network, reference);
    network.dispose();
  });
});

// Averages of one and of two levels, and of structures; channels with and without partial vectors.
describe.each([
  [48, 1, [16, 24, 32], [1, 1, 2], 12, undefined],
  [32, 1, [4, 6, 9, 11, 13], [1, 0, 1, 1, 1], 5, undefined],
  [10, 1, [3], [1], 4, undefined],
  [48, 1, [16, 24], [1, 1], 12, { classes: 4, levelChannels: [32, 9], levelBlocks: [0, 1] }],
  [24, 1, [5, 7], [0, 1], 5, { classes: 3, levelChannels: [6, 8, 4], levelBlocks: [1, 0, 0] }],
])(
  'the engine on an encoder for numbers at %i pixels, %i channels and levels of %j (%j, %i hidden units, structures %j)',
  (inputSize, channels, levelChannels, levelBlocks, hiddenUnits, structures) => {
    const graph = buildGraph({
      ...{ name: 'residual-encoder', inputSize, channels, outputs: 2 },
      ...{ levelChannels, levelBlocks, hiddenUnits, structures },
    });
    const weights = randomWeights(graph, 11);
    const images = greyValuesOf(graph, 2).map((value) => 4 * value - 2);
    const image = greyValuesOf(graph).map((value) => 4 * value - 2);
    let reference: Reference;

    beforeAll(async () => {
      reference = await referenceOf(await createTensorNetwork(graph, weights), images, image);
    });

    it.each([1, 2, 5])('agrees with TensorFlow.js on %i threads', async (threads) => {
      const network = await (await nodeEngine({ threads }))(graph, weights);
      await expectReference(network, reference);
      network.dispose();
    });
  },
);

// Channels with and without partial vectors and panels; odd and even maps, down to one pixel.
describe.each([
  [48, 1, [16, 24, 32], [1, 1, 2], 6],
  [28, 2, [5, 7], [2, 0], 3],
  [32, 3, [4, 6, 9, 11, 13], [1, 1, 1, 1, 1], 1],
  [10, 1, [3], [1], 9],
])(
  'the engine on a segmentation network at %i pixels, %i channels and levels of %j',
  (inputSize, channels, levelChannels, levelBlocks, outputs) => {
    const graph = buildGraph({
      ...{ name: 'residual-unet', inputSize, channels, outputs },
      ...{ levelChannels, levelBlocks },
    });
    const weights = randomWeights(graph, 11);
    const images = greyValuesOf(graph, 2).map((value) => 4 * value - 2);
    let logits: Float32Array;

    beforeAll(async () => {
      const reference = await createTensorNetwork(graph, weights);
      logits = await reference.forward(images);
      reference.dispose();
    });

    it.each([1, 2, 5])('has the maps of TensorFlow.js on %i threads', async (threads) => {
      const network = await (await nodeEngine({ threads }))(graph, weights);
      expect(network.outputShape).toEqual([inputSize / 2, inputSize / 2, outputs]);
      for (let i = 0; i < 3; i++) {
        const own = await network.forward(images);
        expect(largestDifference(own, logits)).toBeLessThan(1e-4 * largest(logits));
      }
      network.dispose();
    });

    it('refuses the gradient of a map', async () => {
      const network = await (await nodeEngine({ threads: 1 }))(graph, weights);
      await expect(network.inputGradient(images, 0)).rejects.toThrow(
        /has maps as its output, not logits/,
      );
      network.dispose();
    });
  },
);

describe('the engine', () => {
  const graph = inceptionOf(75, 0.0625, 1);

  it.each([1, 2, 3])(
    'computes the same values in any order of passes on %i threads',
    async (threads) => {
      const network = await engineFor(graph, threads);
      const [a, b] = [greyValuesOf(graph), greyValuesOf(graph).map((grey) => 1 - grey)];
      const first = [await network.forward(a), await network.inputGradient(a, 0)];
      const second = [await network.forward(b), await network.inputGradient(b, 2)];
      expect(largestDifference(second[0], first[0])).toBeGreaterThan(0);
      for (let i = 0; i < 20; i++) {
        expectSame(await network.forward(a), first[0]);
        expectSame(await network.inputGradient(a, 0), first[1]);
        expectSame(await network.forward(b), second[0]);
        expectSame(await network.inputGradient(b, 2), second[1]);
      }
      network.dispose();
    },
  );

  it('computes the same values while the number of threads changes', async () => {
    let inUse = 3;
    const engine = await nodeEngine({ threads: 3, threadsInUse: () => inUse });
    const network = await engine(graph, randomWeights(graph, 11), standardisation);
    const greyValues = greyValuesOf(graph);
    const first = [await network.forward(greyValues), await network.inputGradient(greyValues, 0)];
    for (let i = 0; i < 60; i++) {
      inUse = [0, 1, 2, 3, 9][(i * 7) % 5];
      expectSame(await network.forward(greyValues), first[0]);
      expectSame(await network.inputGradient(greyValues, 0), first[1]);
    }
    network.dispose();
  });

  it.each([1, 2])(
    'upsamples without a sum, into a concatenation, on %i threads',
    async (threads) => {
      const graph = graphOfUpsamplings();
      const reference = await createTensorNetwork(graph, randomWeights(graph, 11), standardisation);
      const image = greyValuesOf(graph);
      const network = await engineFor(graph, threads);
      await expectReference(network, await referenceOf(reference, image, image));
      network.dispose();
    },
  );

  it('refuses a concatenation of features that something else reads too', async () => {
    await expect(engineFor(graphWithSharedFeatures(), 1)).rejects.toThrow(
      'shared is concatenated and read by something else too.',
    );
  });

  it('has a gradient that agrees with numeric differentiation', async () => {
    const small = smallGraph();
    const network = await engineFor(small, 1);
    const greyValues = greyValuesOf(small);
    const gradient = await network.inputGradient(greyValues, 1);
    const step = 1e-2;
    const logitAt = async (position: number, change: number) => {
      const changed = greyValues.slice();
      changed[position] += change;
      return (await network.forward(changed))[1];
    };
    const numeric: number[] = [];
    for (let i = 0; i < greyValues.length; i++) {
      numeric.push(((await logitAt(i, step)) - (await logitAt(i, -step))) / (2 * step));
    }
    expect(cosine(gradient, numeric)).toBeGreaterThan(0.995);
    network.dispose();
  });

  it('propagates NaN', async () => {
    const network = await engineFor(graph, 1);
    const logits = await network.forward(greyValuesOf(graph).fill(Number.NaN));
    expect([...logits].every(Number.isNaN)).toBe(true);
    network.dispose();
  });

  it.each([
    ['no whole image', 75 * 75 + 1, 0, /75x75x1, and 5626 grey values/],
    ['no such output', 75 * 75, 3, /has 3 outputs; there is none at 3/],
  ])('rejects %s', async (_what, length, outputIndex, sentence) => {
    const network = await engineFor(graph, 1);
    await expect(network.inputGradient(new Float32Array(length), outputIndex)).rejects.toThrow(
      sentence,
    );
    network.dispose();
  });

  it('names a missing weight', async () => {
    const weights = new Map(
      [...randomWeights(graph, 1)].filter(([name]) => name !== 'logits/bias'),
    );
    await expect((await nodeEngine({ threads: 1 }))(graph, weights)).rejects.toThrow(
      /lack logits\/bias/,
    );
  });

  it('does not wait forever for a stopped thread', async () => {
    const stopped: (() => void)[] = [];
    const engine = await nodeEngine({
      threads: 2,
      patienceMs: 200,
      onThread: (thread) => stopped.push(() => thread.terminate()),
    });
    const network = await engine(graph, randomWeights(graph, 1));
    await network.forward(greyValuesOf(graph));
    stopped.forEach((stop) => stop());
    await expect(network.forward(greyValuesOf(graph))).rejects.toThrow(/threads no longer keep up/);
    network.dispose();
  });
});

/** Upsamplings beside each other, and a vector of logits. */
function graphOfUpsamplings(): NetworkGraph {
  const builder = new GraphBuilder();
  const input = builder.input([9, 11, 1]);
  const x = builder.conv('first', input, { filters: 5, kernel: 3, padding: 'valid' });
  const halves = ['main', 'side'].map((name, i) =>
    builder.upsample(
      `${name}_upsample`,
      builder.conv(name, x, { filters: 3 + i, kernel: 3, stride: 2, padding: 'valid' }),
    ),
  );
  const joined = builder.conv('joined', builder.concat('concat', halves), {
    filters: 4,
    kernel: 3,
  });
  builder.dense('logits', builder.globalAveragePool('average', joined), 2);
  return builder.build();
}

function graphWithSharedFeatures(): NetworkGraph {
  const builder = new GraphBuilder();
  const shared = builder.conv('shared', builder.input([8, 8, 1]), {
    ...{ filters: 4, kernel: 3, padding: 'valid' },
  });
  const other = builder.conv('other', shared, { filters: 4, kernel: 3 });
  const joined = builder.concat('joined', [shared, other]);
  builder.dense('logits', builder.globalAveragePool('average', joined), 2);
  return builder.build();
}

/** Every kind of node with a gradient, small enough for numeric differentiation. */
function smallGraph(): NetworkGraph {
  const builder = new GraphBuilder();
  const input = builder.input([12, 13, 1]);
  let x = builder.conv('first', input, { filters: 5, kernel: 3, stride: 2, padding: 'valid' });
  const joined = builder.concat('joined', [
    builder.conv('side', x, { filters: 3, kernel: [1, 3] }),
    builder.conv('other', x, { filters: 2, kernel: 3 }),
  ]);
  const projection = builder.conv('projection', joined, { filters: 5, kernel: 1, linear: true });
  x = builder.residual('block', x, projection, 0.5);
  x = builder.maxPool('pool', x, 3, 2);
  x = builder.dropout('dropout', builder.globalAveragePool('average', x), 0.8);
  builder.dense('logits', x, 2);
  return builder.build();
}
