import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { createTensorNetwork, buildGraph, weightShapes } from '@echonet/models';
import { buildLayersModel, setLayersWeights } from './layers-model';
import { TrainableNetwork } from './trainable-network';

const architecture = {
  name: 'inception-resnet-v1',
  inputSize: 75,
  channels: 1,
  width: 0.05,
  outputs: 3,
} as const;
const graph = buildGraph(architecture);
const standardisation = { mean: 0.2, std: 0.3 };

/** A network whose weights and running statistics all differ from their initial values. */
function perturbedNetwork(): TrainableNetwork {
  const network = new TrainableNetwork(graph, 7);
  let seed = 100;
  for (const [name, variable] of network.weights) {
    const noise = tf.randomUniform(variable.shape, 0.8, 1.2, 'float32', ++seed);
    if (/variance|gamma/.test(name)) {
      variable.assign(noise);
    } else if (variable.rank === 1) {
      variable.assign(tf.mul(tf.sub(noise, 1), 0.5));
    }
  }
  return network;
}

function largestDifference(a: tf.Tensor, b: tf.Tensor): number {
  const scale = tf.max(tf.abs(a)).dataSync()[0];
  return tf.max(tf.abs(tf.sub(a, b))).dataSync()[0] / scale;
}

describe('the representations of a network', () => {
  beforeAll(() => tf.setBackend('cpu'));

  it('have the same logits in training, inference and layers model', async () => {
    const network = perturbedNetwork();
    const images = tf.randomUniform([2, 75, 75, 1], 0, 1, 'float32', 3) as tf.Tensor4D;
    const { mean, std } = standardisation;
    const standardised = tf.div(tf.sub(images, mean), std) as tf.Tensor4D;
    const weights = new Map(
      [...network.weights].map(([name, weight]) => [
        name,
        { shape: weight.shape, values: weight.dataSync() as Float32Array },
      ]),
    );
    const inference = await createTensorNetwork(graph, weights, standardisation);
    const model = buildLayersModel(graph);
    setLayersWeights(model, graph, network.weights);

    const logits = network.forward(standardised);
    const inferenceLogits = await inference.forward(images.dataSync() as Float32Array);
    expect(largestDifference(logits, tf.tensor2d(inferenceLogits, [2, 3]))).toBeLessThan(1e-4);
    expect(largestDifference(logits, model.predict(standardised) as tf.Tensor)).toBeLessThan(1e-4);
  });

  it('have the same weight names in inference and layers model', () => {
    const names = buildLayersModel(graph).weights.map(({ originalName }) => originalName);
    expect(names.sort()).toEqual(
      weightShapes(graph)
        .map(({ name }) => name)
        .sort(),
    );
  });
});
