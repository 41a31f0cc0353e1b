import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { InputContract, NetworkGraph } from '@echonet/models';
import { randomStream } from '@echonet/models/random';
import { taskDefinitions } from '@echonet/models/tasks';
import { TrainableNetwork } from '../network/trainable-network';
import type { CohortClip } from '../../data/prepared/open-prepared';
import { writePreparedFixture } from '../../data/prepared/prepared-fixture';
import { readCheckpoint, writeCheckpoint } from './checkpoint';
import { drawEpoch, evenFrames } from './draw-frames';
import { readBatch, type Batch } from './read-batch';
import { standardiseTasks } from './standardisation';
import { Trainer, type TrainerSettings } from './trainer';

const size = 8;
const input: InputContract = {
  size,
  channels: 1,
  mean: 0.4,
  std: 0.3,
  frameIntervalMs: 100,
  frameCount: 2,
  view: 'A4C',
};
const directory = mkdtempSync(path.join(os.tmpdir(), 'echonet-trainer-'));

/** One convolution with batch normalisation, mean, dropout, logit. */
const graph: NetworkGraph = {
  nodes: [
    { kind: 'input', name: 'input', inputs: [], shape: [size, size, 1] },
    {
      kind: 'conv',
      name: 'conv',
      inputs: ['input'],
      shape: [4, 4, 8],
      filters: 8,
      kernelSize: [3, 3],
      stride: 2,
      padding: 'same',
      batchNorm: true,
      bias: false,
      activation: 'relu',
    },
    { kind: 'globalAveragePool', name: 'mean', inputs: ['conv'], shape: [1, 1, 8] },
    { kind: 'dropout', name: 'dropout', inputs: ['mean'], shape: [1, 1, 8], keep: 0.8 },
    { kind: 'dense', name: 'logits', inputs: ['dropout'], shape: [1, 1, 1], units: 1 },
  ],
};

/** Clips whose brightness is their EF, which any network learns. */
async function brightClips(): Promise<CohortClip[]> {
  const { clips } = await writePreparedFixture(
    path.join(directory, 'prepared'),
    size,
    [20, 40, 60, 80].map((EF) => {
      const random = randomStream('image', EF);
      const frames = Uint8Array.from({ length: 2 * size * size }, () => 2 * EF + 40 * random());
      const mask = new Uint8Array(size * size).fill(1);
      return { patientId: `p${EF}`, labels: { EF }, frames, mask };
    }),
  );
  return [...clips];
}

const limits = { rotationDegrees: 20, brightness: 0.02 };
const tasksOf = (clips: CohortClip[]) => standardiseTasks(taskDefinitions.slice(0, 1), clips);

function batchOf(clips: CohortClip[], epoch: number): Promise<Batch> {
  const [draws] = drawEpoch(clips, { seed: 1, epoch, batchSize: 4, framesPerClip: 1, limits });
  return readBatch(draws, { input, tasks: tasksOf(clips) });
}

describe('Trainer', () => {
  let clips: CohortClip[];

  beforeAll(async () => {
    await tf.setBackend('cpu');
    clips = await brightClips();
  });

  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  function newTrainer(settings: Partial<TrainerSettings> = {}): Trainer {
    return new Trainer(new TrainableNetwork(graph, 5), tasksOf(clips), input, {
      regressionLoss: 'squared',
      classificationLoss: 'cross-entropy',
      weightDecay: 1e-4,
      seed: 5,
      ...settings,
    });
  }

  /** Values of a weight after steps on the same batches. */
  async function weightAfter(
    name: string,
    settings: Partial<TrainerSettings>,
    steps = 2,
  ): Promise<number[]> {
    const trainer = newTrainer(settings);
    for (let step = 0; step < steps; step++) {
      await trainer.step(await batchOf(clips, step), 1e-3);
    }
    const values = [...trainer.network.weights.get(name)!.dataSync()];
    trainer.dispose();
    return values;
  }

  it('keeps the moving average of the weights where it is asked to', async () => {
    const [plain, averaged] = [newTrainer(), newTrainer({ averageWeights: true })];
    averaged.startAverage();
    const valuesOf = (variables: readonly tf.Variable[]) =>
      variables.map((variable) => [...variable.dataSync()]);
    /** The definition, by hand. */
    let expected = valuesOf(plain.weights);
    for (let step = 0; step < 4; step++) {
      const batch = await batchOf(clips, step);
      await plain.step(batch, 1e-2);
      await averaged.step(batch, 1e-2);
      const decay = Math.min(0.99, step / (step + 10));
      expected = valuesOf(plain.weights).map((values, i) =>
        values.map((value, k) => decay * expected[i][k] + (1 - decay) * value),
      );
    }
    const flat = valuesOf(averaged.weights).flat();
    expect(Math.max(...expected.flat().map((value, i) => Math.abs(value - flat[i])))).toBeLessThan(
      1e-5,
    );
    expect(flat).not.toEqual(valuesOf(plain.weights).flat());
    plain.dispose();
    averaged.dispose();
  });

  it('draws dropout by the seed', async () => {
    const drawn = await weightAfter('logits/kernel', { seed: 1 });
    expect(await weightAfter('logits/kernel', { seed: 1 })).toEqual(drawn);
    expect(await weightAfter('logits/kernel', { seed: 2 })).not.toEqual(drawn);
  });

  it("shrinks kernels noticeably by a weight decay of the paper's grid", async () => {
    const norm = (values: number[]) => Math.hypot(...values);
    const steps = 60;
    const free = norm(await weightAfter('conv/kernel', { weightDecay: 0 }, steps));
    const decayed = norm(await weightAfter('conv/kernel', { weightDecay: 1e-2 }, steps));
    expect(decayed / free).toBeLessThan(0.99);
  });

  it('leaves the first layers as they are with an early rate of 0', async () => {
    const start = newTrainer();
    const kernel = [...start.network.weights.get('conv/kernel')!.dataSync()];
    start.dispose();
    expect(await weightAfter('conv/kernel', { earlyRate: 0 })).toEqual(kernel);
    expect(await weightAfter('conv/kernel', { earlyRate: 0.5 })).not.toEqual(kernel);
  });

  it('learns, and resumes with bit-identical steps', async () => {
    const whole = newTrainer();
    const losses: number[] = [];
    for (let epoch = 0; epoch < 6; epoch++) {
      losses.push(await whole.step(await batchOf(clips, epoch), 3e-3));
      if (epoch === 3) {
        await writeCheckpoint(path.join(directory, 'checkpoint'), whole.variables, { step: 4 });
      }
    }
    expect(losses[5]).toBeLessThan(losses[0]);

    const resumed = newTrainer();
    const state = await readCheckpoint(path.join(directory, 'checkpoint'), resumed.variables);
    resumed.stepCount = state['step'];
    for (const epoch of [4, 5]) {
      expect(await resumed.step(await batchOf(clips, epoch), 3e-3)).toBe(losses[epoch]);
    }
    const [a, b] = [whole, resumed].map(({ weights }) => weights.map((w) => [...w.dataSync()]));
    expect(b).toEqual(a);

    const before = tf.memory().numTensors;
    await resumed.step(await batchOf(clips, 6), 3e-3);
    const rows = evenFrames(clips, 2);
    const cut = (size: number) =>
      async function* batches(): AsyncGenerator<Batch> {
        for (let i = 0; i < rows.length; i += size) {
          yield await readBatch(rows.slice(i, i + size), { input, tasks: tasksOf(clips) });
        }
      };
    const clipOfRow = rows.map(({ clip }) => clips.indexOf(clip));
    const { EF } = await resumed.validate(cut(3)(), clipOfRow);
    expect(EF).toBeGreaterThan(0);
    expect((await resumed.validate(cut(8)(), clipOfRow)).EF).toBeCloseTo(EF, 5);
    expect(tf.memory().numTensors).toBe(before);
    whole.dispose();
    resumed.dispose();
  });

  it('rejects a truncated checkpoint', async () => {
    const file = path.join(directory, 'cut');
    await writeCheckpoint(file, [tf.variable(tf.zeros([3]))], { step: 1 });
    const content = readFileSync(file);
    for (const length of [0, 10, content.length - 4]) {
      writeFileSync(file, content.subarray(0, length));
      await expect(readCheckpoint(file, [tf.variable(tf.zeros([3]))])).rejects.toThrow(
        /cut is damaged or cut off/,
      );
    }
  });

  it('rejects the checkpoint of another network', async () => {
    const variable = tf.variable(tf.zeros([3]));
    const file = path.join(directory, 'other');
    await writeCheckpoint(file, [variable], {});
    await expect(readCheckpoint(file, [tf.variable(tf.zeros([4]))])).rejects.toThrow(
      /holds the weights of another network/,
    );
    await expect(readCheckpoint(path.join(directory, 'none'), [])).rejects.toThrow(
      /There is no checkpoint at/,
    );
  });
});
