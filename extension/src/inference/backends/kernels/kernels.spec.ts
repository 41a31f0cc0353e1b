import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { buildGraph, createTensorNetwork } from '@echonet/models';
import { randomWeights } from '@echonet/models/testing';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';

const size = 79;

/** Names of the kernels that a forward pass, an input gradient and the precision check run. */
async function kernelsInUse(): Promise<string[]> {
  await tf.setBackend('cpu');
  const graph = buildGraph({
    name: 'inception-resnet-v1',
    inputSize: size,
    channels: 1,
    width: 0.0625,
    outputs: 2,
  });
  const unet = buildGraph({
    ...{ name: 'residual-unet', inputSize: 16, channels: 1, outputs: 2 },
    ...{ levelChannels: [4, 4], levelBlocks: [1, 1] },
  });
  const weights = randomWeights(graph, 1);
  const images = new Float32Array(2 * size * size);
  const { kernelNames } = await tf.profile(async () => {
    const network = await createTensorNetwork(graph, weights, { mean: 0.1, std: 0.2 });
    await network.forward(images);
    await network.inputGradient(images, 1);
    const segmentation = await createTensorNetwork(unet, randomWeights(unet, 1));
    await segmentation.forward(new Float32Array(16 * 16));
    return tf.matMul(tf.ones([2, 2]), tf.ones([2, 2]));
  });
  // TensorFlow.js counts a fused convolution twice, the second time by the name of its operation.
  return [...new Set(kernelNames)].filter((name) => !name.endsWith('__op'));
}

describe('the TensorFlow.js backends', () => {
  let inUse: string[];

  beforeAll(async () => {
    inUse = await kernelsInUse();
  });

  it.each(['webgl', 'webgpu', 'cpu'])('%s has all kernels that networks run', async (backend) => {
    const source = await readFile(path.join(__dirname, `${backend}.ts`), 'utf8');
    const registered = [...source.matchAll(/\/dist\/kernels\/(\w+)'/g)].map(([, name]) => name);
    expect(registered).toEqual(expect.arrayContaining(inUse));
  });
});
