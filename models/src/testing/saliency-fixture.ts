import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { buildGraph } from '../network/architecture';
import type { Network } from '../network/network';
import { createTensorNetwork } from '../network/tensor-network';
import { uniformNumbers } from '../random/numbers';
import { randomWeights } from './random-weights';

/** A small untrained network and an image of it. */
export async function saliencyFixture(): Promise<{ network: Network; greyValues: Float32Array }> {
  await tf.setBackend('wasm');
  const [size, channels] = [75, 2];
  const graph = buildGraph({
    name: 'inception-resnet-v1',
    inputSize: size,
    channels,
    width: 0.0625,
    outputs: 2,
  });
  const network = await createTensorNetwork(graph, randomWeights(graph, 3));
  const greyValues = Float32Array.from({ length: size * size * channels }, uniformNumbers(4));
  return { network, greyValues };
}
