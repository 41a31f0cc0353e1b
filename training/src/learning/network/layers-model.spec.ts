import { createHash } from 'node:crypto';
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  buildGraph,
  createTensorNetwork,
  loadSegmentationModel,
  type Architecture,
} from '@echonet/models';
import { fixtureManifest, randomWeights } from '@echonet/models/testing';
import { encodeWeights } from './encode-weights';
import { buildLayersModel, layersModelJson } from './layers-model';

const architecture: Architecture = {
  name: 'residual-unet',
  inputSize: 16,
  channels: 1,
  outputs: 3,
  levelChannels: [4, 6],
  levelBlocks: [1, 1],
};
const graph = buildGraph(architecture);

describe('model.json of a network with an upsampling', () => {
  beforeAll(() => tf.setBackend('cpu'));

  it('has no topology, because no Keras layer has half-pixel centres', () => {
    expect(layersModelJson(graph, [])).toMatchObject({ modelTopology: null, weightsManifest: [] });
    expect(() => buildLayersModel(graph)).toThrow(
      'decoder1_upsample has half-pixel centres, which no Keras layer has.',
    );
  });

  it('gives the loader the weights of the network', async () => {
    const weights = randomWeights(graph, 3);
    const tensors = new Map(
      [...weights].map(([name, { shape, values }]) => [name, tf.tensor(values, [...shape])]),
    );
    const { specs, data } = await encodeWeights(tensors, 'float32');
    const topology = layersModelJson(graph, [{ paths: ['weights.bin'], weights: specs }]);
    const files: Record<string, Uint8Array> = {
      'model.json': new TextEncoder().encode(JSON.stringify(topology)),
      'weights.bin': data,
    };
    const hashes = Object.entries(files).map(([name, bytes]) => [
      name,
      createHash('sha256').update(bytes).digest('hex'),
    ]);
    const manifest = {
      ...fixtureManifest,
      tasks: undefined,
      purpose: 'segmentation',
      architecture,
      input: { size: 16, channels: 1, standardisation: 'image', view: 'A4C' },
      structures: ['background', 'LV', 'LA'],
      ...{ measures: {}, quality: {}, metrics: {} },
      files: Object.fromEntries(hashes) as Record<string, string>,
    };
    const loaded = await loadSegmentationModel(
      (name) => {
        const bytes =
          name === 'echonet.json'
            ? new TextEncoder().encode(JSON.stringify(manifest))
            : files[name];
        return Promise.resolve(Uint8Array.from(bytes).buffer);
      },
      { createNetwork: createTensorNetwork },
    );
    const original = await createTensorNetwork(graph, weights);
    const image = Float32Array.from({ length: 16 * 16 }, (_, i) => Math.sin(i));
    expect(await loaded.network.forward(image)).toEqual(await original.forward(image));
  });
});
