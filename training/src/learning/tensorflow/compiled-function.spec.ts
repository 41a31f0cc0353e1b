import { existsSync } from 'node:fs';
import path from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { InputContract, NetworkGraph } from '@echonet/models';
import { randomStream } from '@echonet/models/random';
import { GraphBuilder } from '@echonet/models/testing';
import { startBackend } from '../backends/backends';
import { TrainableNetwork } from '../network/trainable-network';
import { findTasks } from '../../data/find-tasks';
import type { Batch } from '../train/read-batch';
import { standardiseTasks } from '../train/standardisation';
import { Trainer } from '../train/trainer';
import { tensorFlowBackend } from './backend';
import { CompiledFunction } from './compiled-function';

const size = 75;
const input: InputContract = {
  size,
  channels: 1,
  mean: 0.4,
  std: 0.3,
  frameIntervalMs: 100,
  frameCount: 2,
  view: 'A4C',
};
const tasks = standardiseTasks(findTasks(['EF', 'lead']), [
  { labels: { EF: 40, lead: 0 } },
  { labels: { EF: 60, lead: 1 } },
]);

function batchOf(imageCount: number): Batch {
  const random = randomStream('compiled', imageCount);
  return {
    imageCount,
    greyValues: Float32Array.from({ length: imageCount * size * size }, random),
    labels: Float32Array.from({ length: imageCount * 2 }, () => Math.round(random())),
    known: new Float32Array(imageCount * 2).fill(1),
  };
}

/** Every kind of node that learns or is passed in training; TensorFlow is slow to prepare large graphs. */
function smallGraph(): NetworkGraph {
  const builder = new GraphBuilder();
  const image = builder.input([size, size, 1]);
  let x = builder.conv('first', image, { filters: 6, kernel: 3, stride: 2, padding: 'valid' });
  x = builder.maxPool('pool', x, 3, 2);
  const joined = builder.concat('joined', [
    builder.conv('side', x, { filters: 4, kernel: [1, 3] }),
    builder.conv('other', x, { filters: 4, kernel: 3 }),
  ]);
  const projection = builder.conv('projection', joined, { filters: 6, kernel: 1, linear: true });
  x = builder.residual('block', x, projection, 0.2);
  x = builder.dropout('dropout', builder.globalAveragePool('average', x), 0.8);
  builder.dense('logits', x, tasks.length);
  return builder.build();
}

function newTrainer(): Trainer {
  return new Trainer(new TrainableNetwork(smallGraph(), 5), tasks, input, {
    seed: 5,
    regressionLoss: 'huber',
    classificationLoss: 'focal',
    weightDecay: 1e-3,
  });
}

/** Three steps, the last with fewer images. */
async function takeSteps(trainer: Trainer): Promise<number[]> {
  const losses: number[] = [];
  for (const imageCount of [4, 4, 3]) {
    losses.push(await trainer.step(batchOf(imageCount), 1e-3));
  }
  return losses;
}

const weightsOf = (trainer: Trainer) => trainer.weights.map((weight) => [...weight.dataSync()]);

describe('CompiledFunction', () => {
  it('calls the function on a backend without graphs', async () => {
    await startBackend({ force: 'cpu' });
    const variable = tf.variable(tf.scalar(3));
    const accumulate = new CompiledFunction(
      (x) => {
        variable.assign(tf.add(variable, x));
        return [tf.mul(variable, 2)];
      },
      { reads: [], changes: [variable] },
    );
    expect(accumulate.run(tf.scalar(1))[0].dataSync()[0]).toBe(8);
    expect(variable.dataSync()[0]).toBe(4);
    accumulate.dispose();
  });
});

/** The binding of tfjs-node, built by `npm run training:libtensorflow`. */
const ifBuilt = existsSync(
  path.resolve('node_modules/@tensorflow/tfjs-node/lib/napi-v8/tfjs_binding.node'),
)
  ? describe
  : describe.skip;

ifBuilt('CompiledFunction on tfjs-node', () => {
  beforeAll(() => startBackend({ force: 'tfjs-node', threads: 1 }));

  it('takes the same steps as eager operations', async () => {
    const compiled = newTrainer();
    const losses = await takeSteps(compiled);

    const oneByOne = newTrainer();
    const backend = tensorFlowBackend()!;
    const run = jest.spyOn(CompiledFunction.prototype, 'run').mockImplementation(function (
      this: CompiledFunction,
      ...inputs
    ) {
      const { compute } = this as unknown as { compute: (...all: tf.Tensor[]) => tf.Tensor[] };
      return tf.tidy(() => compute(...inputs));
    });
    const expected = await takeSteps(oneByOne);
    run.mockRestore();

    losses.forEach((loss, step) => expect(loss / expected[step]).toBeCloseTo(1, 3));
    expect(tensorFlowBackend()).toBe(backend);
    const others = weightsOf(oneByOne);
    const differences = weightsOf(compiled).map((weight, index) => {
      const largest = Math.max(...others[index].map(Math.abs));
      return Math.max(...weight.map((value, i) => Math.abs(value - others[index][i]) / largest));
    });
    expect(Math.max(...differences)).toBeLessThan(1e-2);
    compiled.dispose();
    oneByOne.dispose();
  });

  it('is reproducible and leaks no tensor', async () => {
    const [first, second] = [newTrainer(), newTrainer()];
    await takeSteps(first);
    const before = tf.memory().numTensors;
    await takeSteps(second);
    expect(tf.memory().numTensors).toBe(before);
    expect(weightsOf(second)).toEqual(weightsOf(first));
    await first.step(batchOf(4), 1e-3);
    expect(tf.memory().numTensors).toBe(before);
    first.dispose();
    second.dispose();
  });

  it('rejects a computation that reads another tensor or a value', () => {
    const stranger = tf.add(tf.ones([2]), 1);
    const reading = new CompiledFunction((x) => [tf.add(x, stranger)], { reads: [], changes: [] });
    expect(() => reading.run(tf.ones([2]))).toThrow('reads a tensor that is not among the inputs');
    const asking = new CompiledFunction((x) => [tf.mul(x, tf.add(x, 1).dataSync()[0])], {
      reads: [],
      changes: [],
    });
    expect(() => asking.run(tf.ones([2]))).toThrow('cannot be read while its graph is recorded');
    expect(tf.add(tf.ones([1]), 1).dataSync()[0]).toBe(2);
  });
});
