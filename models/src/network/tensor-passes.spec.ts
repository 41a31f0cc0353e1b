import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import '@tensorflow/tfjs-backend-cpu';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
// Registers the gradients that tf.grad needs, which tfjs-core's build for Node leaves out.
import '@tensorflow/tfjs-layers';
import { uniformNumbers } from '../random/numbers';
import { cosine, largestDifference, tensorsOf } from '../testing/network-fixture';
import { runPlain } from '../testing/plain-network';
import { randomWeights } from '../testing/random-weights';
import { buildGraph } from './architecture';
import type { NetworkGraph } from './graph';
import { GraphBuilder } from './graph-builder';
import { createTensorPasses, type TensorPasses } from './tensor-passes';

const wasmDirectory = path.join(
  path.dirname(require.resolve('@tensorflow/tfjs-backend-wasm/package.json')),
  'dist',
);
setWasmPaths(`${wasmDirectory}/`);

const standardisation = { mean: 0.2, std: 0.25 };

const graph = buildGraph({
  name: 'inception-resnet-v1',
  inputSize: 76,
  channels: 2,
  width: 0.0625,
  outputs: 3,
});

function greyValues(seed: number, { nodes }: NetworkGraph, n = 1): tf.Tensor4D {
  const [height, width, channels] = nodes[0].shape;
  const values = Float32Array.from({ length: n * height * width * channels }, uniformNumbers(seed));
  return tf.tensor4d(values, [n, height, width, channels]);
}

function withNetwork<T>(of: NetworkGraph, use: (network: TensorPasses) => T): T {
  const weights = randomWeights(of, 11);
  const network = createTensorPasses(of, weights, standardisation);
  try {
    return use(network);
  } finally {
    network.dispose();
  }
}

/** Reads and disposes the result of a pass. */
function valuesOf(tensor: tf.Tensor): Float32Array {
  const values = tensor.dataSync<'float32'>();
  tensor.dispose();
  return values;
}

afterAll(() => tf.setBackend('cpu'));

describe.each(['cpu', 'wasm'])('a network on the %s backend', (backend) => {
  beforeAll(async () => {
    expect(await tf.setBackend(backend)).toBe(true);
  });

  let tensorsBefore = 0;
  beforeEach(() => {
    tensorsBefore = tf.memory().numTensors;
  });

  it('computes the logits of the unfolded network', () => {
    withNetwork(graph, (network) => {
      const x = greyValues(1, graph, 2);
      const weights = tensorsOf(randomWeights(graph, 11));
      const expected = tf.tidy(() => runPlain(graph, weights, standardisation, x));
      const actual = network.forward(x);
      expect(actual.shape).toEqual([2, 1, 1, 3]);
      const [a, b] = [valuesOf(actual), valuesOf(expected)];
      expect(largestDifference(a, b)).toBeLessThan(1e-3 * Math.max(...b.map(Math.abs)));
      tf.dispose([x, ...weights.values()]);
    });
  });

  it.each([
    [48, [8, 12, 20], [1, 0, 2]],
    [20, [6, 5], [1, 1]],
  ])(
    'computes the maps of logits of the unfolded network at %i pixels',
    (inputSize, levelChannels, levelBlocks) => {
      const unet = buildGraph({
        ...{ name: 'residual-unet', channels: 2, outputs: 3 },
        ...{ inputSize, levelChannels, levelBlocks },
      });
      const x = greyValues(8, unet, 2);
      const values = randomWeights(unet, 11);
      const weights = tensorsOf(values);
      const passes = createTensorPasses(unet, values);
      const expected = tf.tidy(() => runPlain(unet, weights, { mean: 0, std: 1 }, x));
      const actual = passes.forward(x);
      expect(passes.outputShape).toEqual([inputSize / 2, inputSize / 2, 3]);
      expect(actual.shape).toEqual([2, inputSize / 2, inputSize / 2, 3]);
      const [a, b] = [valuesOf(actual), valuesOf(expected)];
      const largest = b.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      expect(largestDifference(a, b)).toBeLessThan(1e-4 * largest);
      expect(() => passes.inputGradient(x, 0)).toThrow(/has maps as its output, not logits/);
      passes.dispose();
      tf.dispose([x, ...weights.values()]);
    },
  );

  it('leaks no tensor in a forward pass and a gradient', () => {
    withNetwork(graph, (network) => {
      const x = greyValues(2, graph);
      network.inputGradient(x, 0).dispose();
      const before = tf.memory().numTensors;
      network.forward(x).dispose();
      network.inputGradient(x, 1).dispose();
      expect(tf.memory().numTensors).toBe(before);
      x.dispose();
    });
    expect(tf.memory().numTensors).toBe(tensorsBefore);
  });

  it('can be created and used inside tf.tidy', () => {
    const weights = randomWeights(graph, 11);
    const x = greyValues(2, graph);
    let network!: TensorPasses;
    tf.tidy(() => {
      network = createTensorPasses(graph, weights, standardisation);
      network.inputGradient(x, 0);
    });
    expect(valuesOf(network.inputGradient(x, 0)).some((value) => value !== 0)).toBe(true);
    network.dispose();
    x.dispose();
    expect(tf.memory().numTensors).toBe(tensorsBefore);
  });

  it('has an input gradient that agrees with numeric differentiation', () => {
    withNetwork(linearAlmostEverywhere, (network) => {
      const x = greyValues(3, linearAlmostEverywhere);
      const values = x.dataSync();
      const gradient = valuesOf(network.inputGradient(x, 1));
      const step = 1e-2;
      const logitAt = (position: number, change: number) => {
        const changed = values.slice();
        changed[position] += change;
        const moved = tf.tensor4d(changed, x.shape);
        const logit = valuesOf(network.forward(moved))[1];
        moved.dispose();
        return logit;
      };
      const numeric = Array.from(
        values,
        (_, i) => (logitAt(i, step) - logitAt(i, -step)) / (2 * step),
      );
      expect(cosine(gradient, numeric)).toBeGreaterThan(0.995);
      x.dispose();
    });
  });

  it('gives each image of a batch its own gradient', () => {
    withNetwork(graph, (network) => {
      const both = greyValues(4, graph, 2);
      const [first, second] = tf.split<tf.Tensor4D>(both, 2);
      const together = valuesOf(network.inputGradient(both, 0));
      const apart = [first, second].map((x) => valuesOf(network.inputGradient(x, 0)));
      expect(cosine(together, [...apart[0], ...apart[1]])).toBeGreaterThan(0.99999);
      tf.dispose([both, first, second]);
    });
  });
});

/** Every kind of node, small enough to be differentiated numerically. */
const linearAlmostEverywhere: NetworkGraph = (() => {
  const builder = new GraphBuilder();
  const input = builder.input([12, 12, 1]);
  let x = builder.conv('first', input, { filters: 4, kernel: 3, stride: 2, padding: 'valid' });
  const branch = builder.conv('side', x, { filters: 3, kernel: [1, 3] });
  const joined = builder.concat('joined', [
    branch,
    builder.conv('other', x, { filters: 2, kernel: 3 }),
  ]);
  const projection = builder.conv('projection', joined, { filters: 4, kernel: 1, linear: true });
  x = builder.residual('block', x, projection, 0.5);
  x = builder.maxPool('pool', x, 3, 2);
  x = builder.upsample('upsample', x);
  x = builder.dropout('dropout', builder.globalAveragePool('average', x), 0.8);
  builder.dense('logits', x, 2);
  return builder.build();
})();

describe('inputGradient', () => {
  beforeAll(() => tf.setBackend('cpu'));

  it.each([75, 76, 77, 80])('agrees with tf.grad of the unfolded network at %i pixels', (size) => {
    const sized = buildGraph({
      name: 'inception-resnet-v1',
      inputSize: size,
      channels: 1,
      width: 0.0625,
      outputs: 2,
    });
    withNetwork(sized, (network) => {
      const x = greyValues(5, sized);
      const weights = tensorsOf(randomWeights(sized, 11));
      const expected = tf.tidy(() =>
        tf.grad((input) => {
          const logits = runPlain(sized, weights, standardisation, input as tf.Tensor4D);
          return tf.sum(tf.slice(logits, [0, 0, 0, 1], [-1, -1, -1, 1]));
        })(x),
      );
      const [a, b] = [valuesOf(network.inputGradient(x, 1)), valuesOf(expected)];
      expect(cosine(a, b)).toBeGreaterThan(0.9999);
      const largest = b.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      expect(largestDifference(a, b)).toBeLessThan(1e-3 * largest);
      tf.dispose([x, ...weights.values()]);
    });
  });

  it('is the same on wasm as on the CPU', async () => {
    const runOn = async (backend: string) => {
      await tf.setBackend(backend);
      return withNetwork(graph, (network) => {
        const x = greyValues(6, graph);
        const logits = valuesOf(network.forward(x));
        const gradient = valuesOf(network.inputGradient(x, 2));
        x.dispose();
        return { logits, gradient };
      });
    };
    const [cpu, wasm] = [await runOn('cpu'), await runOn('wasm')];
    expect(largestDifference(cpu.logits, wasm.logits)).toBeLessThan(1e-3);
    expect(cosine(cpu.gradient, wasm.gradient)).toBeGreaterThan(0.9999);
    await tf.setBackend('cpu');
  });
});

describe('an invalid call', () => {
  beforeAll(() => tf.setBackend('cpu'));

  it('is rejected when the images have another shape', () => {
    withNetwork(graph, (network) => {
      const x = tf.zeros<tf.Rank.R4>([1, 76, 76, 1]);
      expect(() => network.forward(x)).toThrow(/reads images of 76x76x2 in a batch, not 1x76x76x1/);
      expect(() => network.inputGradient(x, 0)).toThrow(/reads images of 76x76x2/);
      x.dispose();
    });
  });

  it('is rejected when there is no such output', () => {
    withNetwork(graph, (network) => {
      const x = greyValues(7, graph);
      expect(() => network.inputGradient(x, 3)).toThrow(/has 3 outputs; there is none at 3/);
      x.dispose();
    });
  });

  it('is rejected when a weight is missing, naming it', () => {
    const weights = randomWeights(graph, 11);
    const incomplete = new Map([...weights].filter(([name]) => name !== 'logits/bias'));
    expect(() => createTensorPasses(graph, incomplete)).toThrow(/lack logits\/bias/);
  });
});
