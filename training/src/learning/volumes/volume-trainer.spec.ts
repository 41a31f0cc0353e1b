import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { buildGraph, weightShapes, type StructureName } from '@echonet/models';
import { uniformNumbers } from '@echonet/models/random';
import { TrainableNetwork } from '../network/trainable-network';
import type { VolumeRun } from './config';
import type { VolumeBatch } from './read-volume-batch';
import { VolumeTrainer } from './volume-trainer';

const size = 8;
const structures: StructureName[] = ['background', 'LV'];

const structureReader = { classes: 2, levelChannels: [5], levelBlocks: [1] };

function recordWith(structureWeight: number, reader?: typeof structureReader): VolumeRun {
  const architecture = {
    ...{ name: 'residual-encoder', inputSize: size, channels: 1, outputs: 1 },
    ...{ levelChannels: [4, 6], levelBlocks: [0, 1], hiddenUnits: 8 },
    ...(reader && { structures: reader }),
  } as const;
  return {
    config: { seed: 3, weightDecay: 0, structureWeight },
    outputs: [{ chamber: 'LV', mean: 8, std: 1 }],
    ...{ architecture, structures },
  } as unknown as VolumeRun;
}

/** Bright images have large volumes, and their upper half is a ventricle. */
function batch(): VolumeBatch {
  const imageCount = 4;
  const next = uniformNumbers(5);
  const side = size / 2;
  const shares = Float32Array.from({ length: imageCount * side * side * 2 }, (_, i) =>
    Number(Math.floor(i / 2) % (side * side) < (side * side) / 2 === (i % 2 === 1)),
  );
  return {
    ...{ imageCount, size, outputSize: side, classes: 2, shares },
    images: Float32Array.from(
      { length: imageCount * size * size },
      (_, i) => Math.floor(i / size ** 2) - 1.5 + 0.1 * next(),
    ),
    merge: Float32Array.from({ length: imageCount * 4 }, (_, i) =>
      Number(i % 4 === 0 || i % 4 === 3),
    ),
    present: Float32Array.of(0, 1),
    toSource: [],
    labels: Float32Array.of(-1.5, -0.5, 0.5, 1.5),
    known: Float32Array.of(1, 1, 1, 1),
  };
}

describe('a trainer of volumes', () => {
  beforeAll(() => tf.setBackend('cpu'));

  it.each([
    [1, undefined],
    [0, undefined],
    [1, structureReader],
  ])('lowers its loss with a structure weight of %i, reading %j', async (weight, reader) => {
    const trainer = new VolumeTrainer(recordWith(weight, reader));
    const one = batch();
    const first = await trainer.step(one, 0.01);
    let last = first;
    for (let step = 0; step < 15; step++) {
      last = await trainer.step(one, 0.01);
    }
    expect(last).toBeLessThan(0.85 * first);
    trainer.dispose();
  });

  it.each([
    ['without the decoder', undefined],
    ['with the decoder that it reads', structureReader],
  ])('keeps the weights of the network %s, in its own order', (_, reader) => {
    const record = recordWith(1, reader);
    const trainer = new VolumeTrainer(record);
    const plain = new TrainableNetwork(buildGraph(record.architecture), 3);
    const shapes = [...plain.trainable, ...plain.statistics].map(({ shape }) => shape);
    expect(trainer.weights.map(({ shape }) => shape)).toEqual(shapes);
    expect(trainer.weights).toHaveLength(weightShapes(plain.graph).length);
    plain.dispose();
    trainer.dispose();
  });

  it('averages the weights of its steps', async () => {
    const trainer = new VolumeTrainer(recordWith(1));
    const before = trainer.weights.map((weight) => weight.dataSync()[0]);
    await trainer.step(batch(), 0.05);
    // The first average is what the first step gave.
    const after = trainer.weights.map((weight) => weight.dataSync()[0]);
    expect(after).not.toEqual(before);
    await expect(trainer.logits(batch())).resolves.toHaveLength(4);
    trainer.dispose();
  });
});
