import { beforeAll, describe, expect, it } from '@jest/globals';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { createTensorNetwork, foldWeights, type NetworkGraph } from '@echonet/models';
import { uniformNumbers } from '@echonet/models/random';
import { GraphBuilder, largestDifference, randomWeights } from '@echonet/models/testing';
import { firstFreeByte } from './control';
import { planForward } from './forward-program';
import { nodeEngine } from './node/node-engine';
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
