import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildGraph, type Architecture } from '@echonet/models';
import { TrainableNetwork } from '../network/trainable-network';
import { RunFolder } from '../run-folder';
import { bestWeightsFileName, writeCheckpoint } from './checkpoint';
import { initialiseFrom } from './initial-weights-from';

const shared = { inputSize: 16, channels: 1, levelChannels: [4, 6], levelBlocks: [0, 1] };
const unet: Architecture = { name: 'residual-unet', outputs: 3, ...shared };
const ofVolumes: Architecture = {
  ...{ name: 'residual-encoder', outputs: 3, hiddenUnits: 4, ...shared },
  structures: { classes: 3, levelChannels: [4], levelBlocks: [0] },
};
const structures = ['background', 'LV', 'LA'];

describe('a network that begins with a segmentation', () => {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'echonet-initial-'));
  const source = path.join(directory, 'segmentation');
  let segmentation: TrainableNetwork;

  beforeAll(async () => {
    await tf.setBackend('cpu');
    segmentation = new TrainableNetwork(buildGraph(unet), 1);
    const run = RunFolder.create(source);
    run.writeJson('run.json', { architecture: unet, structures });
    const { trainable, statistics } = segmentation;
    await writeCheckpoint(run.file(bestWeightsFileName), [...trainable, ...statistics], {});
  });

  afterAll(() => {
    segmentation.dispose();
    rmSync(directory, { recursive: true });
  });

  const kernelOf = (layer: string) => segmentation.weights.get(`${layer}/kernel`)!.dataSync();

  describe('to learn volumes', () => {
    /** Kernel of a layer after beginning with the segmentation. */
    async function kernelAfter(layer: string, known: readonly string[]): Promise<Float32Array> {
      const network = new TrainableNetwork(buildGraph(ofVolumes), 2);
      await initialiseFrom(source, network, ['LV', 'LA', 'RA'], known);
      const values = (await network.weights.get(`${layer}/kernel`)!.data<'float32'>()).slice();
      network.dispose();
      return values;
    }

    it('takes encoder and decoder', async () => {
      expect(await kernelAfter('encoder1', structures)).toEqual(kernelOf('encoder1'));
      expect(await kernelAfter('decoder1_conv', structures)).toEqual(kernelOf('decoder1_conv'));
    });

    it('may be much larger than the segmentation', async () => {
      const large = { classes: 3, levelChannels: [64, 64], levelBlocks: [1, 1] };
      const network = new TrainableNetwork(buildGraph({ ...ofVolumes, structures: large }), 2);
      const { copied, all } = await initialiseFrom(source, network, ['LV', 'LA', 'RA'], structures);
      expect(copied).toBeLessThan(all / 2);
      expect(network.weights.get('encoder1/kernel')!.dataSync()).toEqual(kernelOf('encoder1'));
      network.dispose();
    });

    it('draws the same structures as the segmentation did', async () => {
      expect(await kernelAfter('structures', structures)).toEqual(kernelOf('logits'));
    });

    it('learns anew to draw other structures', async () => {
      const other = ['background', 'LV', 'LVWall'];
      expect(await kernelAfter('structures', other)).not.toEqual(kernelOf('logits'));
    });
  });

  it('takes the outputs of the structures that both draw', async () => {
    const network = new TrainableNetwork(buildGraph({ ...unet, outputs: 4 }), 2);
    const kernel = network.weights.get('logits/kernel')!;
    const before = (await kernel.data<'float32'>()).slice();
    await initialiseFrom(source, network, ['background', 'LVWall', 'LA', 'LV']);
    const after = await kernel.data<'float32'>();
    const known = kernelOf('logits');
    for (let row = 0; row < 4; row++) {
      const [background, wall, atrium, ventricle] = after.slice(4 * row, 4 * row + 4);
      expect([background, ventricle, atrium]).toEqual([...known.slice(3 * row, 3 * row + 3)]);
      expect(wall).toBe(before[4 * row + 1]);
    }
    network.dispose();
  });
});
