import { beforeAll, describe, expect, it } from '@jest/globals';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import {
  createTensorNetwork,
  foldWeights,
  type CreateNetwork,
  type CreateWindowNetwork,
  type NetworkGraph,
  type WindowAxis,
  type WindowGraph,
  type WindowShape,
} from '@echonet/models';
import { uniformNumbers } from '@echonet/models/random';
import { GraphBuilder, largestDifference, randomWeights } from '@echonet/models/testing';
import fc from 'fast-check';
import { firstFreeByte } from './control';
import { planForward } from './forward-program';
import { nodeEngine, nodeWindowEngine } from './node/node-engine';
import { listOperations } from './operations';
import { stepKinds } from './steps';
import { isForWinograd } from './winograd-step';

beforeAll(() => tf.setBackend('wasm'));

const standardisation = { mean: 0, std: 0.25 };

interface Maps {
  readonly size: readonly [rows: number, columns: number];
  readonly channels: number;
  readonly filters: number;
}

/** With and without padding, a shortcut and relu, and a concatenation around the convolutions. */
function graphOf({ size: [rows, columns], channels, filters }: Maps): NetworkGraph {
  const builder = new GraphBuilder();
  const input = builder.input([rows, columns, 1]);
  const first = builder.conv('first', input, { filters: channels, kernel: 3 });
  const wide = builder.conv('wide', first, { filters, kernel: 3 });
  const branch = builder.conv('branch', wide, { filters, kernel: 3, linear: true });
  const sum = builder.residual('sum', wide, branch, 1);
  const cut = builder.conv('cut', sum, { filters: channels, kernel: 3, padding: 'valid' });
  const sides = builder.concat('concat', [
    builder.conv('one', cut, { filters: 9, kernel: 3 }),
    builder.conv('other', cut, { filters: 10, kernel: 3 }),
  ]);
  const last = builder.conv('last', sides, { filters, kernel: 3 });
  builder.dense('logits', builder.globalAveragePool('average', last), 3);
  return builder.build();
}

function winogradSteps(graph: NetworkGraph, threads: number) {
  const folded = foldWeights(graph, randomWeights(graph, 3), standardisation);
  const { steps } = planForward(listOperations(graph), folded, firstFreeByte, threads);
  return steps.filter(({ kind }) => kind === stepKinds.winograd);
}

// Whole and cut tiles, vectors and panels.
describe.each<Maps>([
  { size: [16, 16], channels: 8, filters: 16 },
  { size: [15, 22], channels: 9, filters: 11 },
  { size: [30, 13], channels: 21, filters: 18 },
])('3 x 3 convolutions over maps of $size, $channels to $filters', (maps) => {
  const graph = graphOf(maps);
  const image = Float32Array.from({ length: maps.size[0] * maps.size[1] }, uniformNumbers(7));
  let logits: Float32Array;
  let gradient: Float32Array;

  beforeAll(async () => {
    const reference = await createTensorNetwork(graph, randomWeights(graph, 3), standardisation);
    logits = await reference.forward(image);
    gradient = await reference.inputGradient(image, 1);
    reference.dispose();
  });

  it.each([1, 2, 5])('agree with TensorFlow.js on %i threads', async (threads) => {
    expect(winogradSteps(graph, threads)).toHaveLength(6);
    const network = await (
      await nodeEngine({ threads })
    )(...[graph, randomWeights(graph, 3), standardisation]);
    const largest = (values: Float32Array) =>
      values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    for (let i = 0; i < 3; i++) {
      const own = await network.forward(image);
      expect(largestDifference(own, logits)).toBeLessThan(2e-5 * largest(logits));
    }
    const ownGradient = await network.inputGradient(image, 1);
    expect(largestDifference(ownGradient, gradient)).toBeLessThan(1e-3 * largest(gradient));
    network.dispose();
  });
});

describe('Winograd’s filtering', () => {
  const taps = { kernel: 3, stride: 1 };
  const usual = { size: [24, 24], axes: [taps, taps], channels: 32, filters: 32 } as const;

  it('is for 3 x 3 taps of stride 1 that lie side by side', () => {
    expect(isForWinograd(usual)).toBe(true);
    for (const other of [{ kernel: 5 }, { stride: 2 }, { dilation: 2 }]) {
      expect(isForWinograd({ ...usual, axes: [taps, { ...taps, ...other }] })).toBe(false);
    }
  });

  it('is not for few channels, small maps, or weights that outgrow a cache', () => {
    expect(isForWinograd({ ...usual, channels: 4 })).toBe(false);
    expect(isForWinograd({ ...usual, size: [6, 6] })).toBe(false);
    expect(isForWinograd({ ...usual, channels: 400, filters: 400 })).toBe(false);
  });
});

describe('Any 3 x 3 convolution by Winograd’s filtering', () => {
  const axisOf = (kernel: number, [padBefore, padAfter]: readonly number[]): WindowAxis => ({
    ...{ kernel, stride: 1, dilation: 1 },
    ...{ padBefore, padAfter },
  });
  const taps = axisOf(3, [0, 0]);
  const pads = fc.tuple(fc.nat(2), fc.nat(2));
  const maps = fc
    .record({
      rows: fc.integer({ min: 3, max: 18 }),
      columns: fc.oneof(fc.integer({ min: 3, max: 18 }), fc.constant(97)),
      channels: fc.integer({ min: 8, max: 26 }),
      filters: fc.integer({ min: 8, max: 20 }),
    })
    .filter(({ rows, columns, channels, filters }) =>
      isForWinograd({ size: [rows, columns], axes: [taps, taps], channels, filters }),
    );

  it('agrees with its definition, whatever is in the memory beside it', async () => {
    const engines: CreateWindowNetwork[] = [];
    for (const threads of [1, 3]) {
      engines.push(await nodeWindowEngine({ threads }));
    }
    const given = fc.record({ maps, pads: fc.tuple(pads, pads), seed: fc.nat(99) });
    await fc.assert(
      fc.asyncProperty(given, fc.constantFrom(...engines), async (shapes, createNetwork) => {
        const { rows, columns, channels, filters } = shapes.maps;
        const [above, left] = shapes.pads.map(([before]) => before);
        const [height, width] = [rows, columns].map(
          (outputs, axis) => outputs + 2 - shapes.pads[axis][0] - shapes.pads[axis][1],
        );
        const axes = [axisOf(1, [0, 0]), ...shapes.pads.map((pad) => axisOf(3, pad))] as const;
        // Side by side in one map, so that one writes what lies next to the other's numbers.
        const parts = [filters, 9].map((count, i) => ({
          ...{ kind: 'conv' as const, name: 'ab'[i], input: 'x', relu: false },
          shape: [1, rows, columns, count] as WindowShape,
          axes: axes as [WindowAxis, WindowAxis, WindowAxis],
        }));
        const sum = filters + 9;
        const graph: WindowGraph = {
          input: { name: 'x', shape: [1, height, width, channels] },
          operations: [
            ...parts,
            { kind: 'concat', name: 'ab', inputs: ['a', 'b'], shape: [1, rows, columns, sum] },
          ],
        };
        const next = uniformNumbers(shapes.seed);
        const numbers = (length: number) => Float32Array.from({ length }, () => next() - 0.5);
        const kernel = numbers(sum * channels * 9);
        const bias = numbers(sum);
        const network = await createNetwork(graph, (name) => {
          const [first, end] = name === 'a' ? [0, filters] : [filters, sum];
          return {
            kernel: kernel.subarray(first * channels * 9, end * channels * 9),
            bias: bias.subarray(first, end),
          };
        });
        const values = numbers(height * width * channels);
        // Leaves NaN wherever the kernel keeps numbers between its passes.
        await network.run(values.map(() => NaN));
        const output = await network.run(values);
        network.dispose();

        const expected = output.map((_, i) => {
          const filter = i % sum;
          const row = Math.floor(i / sum / columns) - above;
          const column = (Math.floor(i / sum) % columns) - left;
          let total = bias[filter];
          for (let y = Math.max(0, row); y < Math.min(height, row + 3); y++) {
            for (let x = Math.max(0, column); x < Math.min(width, column + 3); x++) {
              for (let channel = 0; channel < channels; channel++) {
                total +=
                  kernel[(filter * channels + channel) * 9 + (y - row) * 3 + (x - column)] *
                  values[(y * width + x) * channels + channel];
              }
            }
          }
          return total;
        });
        expect(largestDifference(output, expected)).toBeLessThan(1e-4);
      }),
      { numRuns: 40 },
    );
  });

  it('has the gradient of a linear function', async () => {
    const engines: CreateNetwork[] = [];
    for (const threads of [1, 3]) {
      engines.push(await nodeEngine({ threads }));
    }
    const padding = fc.constantFrom('same' as const, 'valid' as const);
    const given = fc.record({ maps, padding, seed: fc.nat(99) });
    await fc.assert(
      fc.asyncProperty(given, fc.constantFrom(...engines), async (shapes, createNetwork) => {
        const { rows, columns, channels, filters } = shapes.maps;
        const builder = new GraphBuilder();
        const linear = { kernel: 3, linear: true, padding: shapes.padding };
        const size = [rows + 4, columns + 4] as const;
        const input = builder.input([...size, 1]);
        const first = builder.conv('first', input, { ...linear, filters: channels });
        const last = builder.conv('last', first, { ...linear, filters });
        builder.dense('logits', builder.globalAveragePool('average', last), 2);
        const graph = builder.build();
        const weights = randomWeights(graph, shapes.seed);
        const network = await createNetwork(graph, weights, standardisation);
        const values = Float32Array.from(
          { length: size[0] * size[1] },
          uniformNumbers(shapes.seed),
        );
        const gradient = await network.inputGradient(values, 1);
        const [, logit] = await network.forward(values);
        const [, atZero] = await network.forward(values.map(() => 0));
        network.dispose();
        const rise = gradient.reduce((sum, slope, i) => sum + slope * values[i], 0);
        expect(Math.abs(rise - (logit - atZero))).toBeLessThan(1e-4 * (1 + Math.abs(rise)));
      }),
      { numRuns: 30 },
    );
  });
});
