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

/** A network whose every weight, running statistics included, differs from its initial value. */
function unsettledNetwork(): TrainableNetwork {
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

describe('the forms of one network', () => {
  beforeAll(() => tf.setBackend('cpu'));

  it('gives the same logits trained, as inference engine and as layers model', async () => {
    const network = unsettledNetwork();
    const images = tf.randomUniform([2, 75, 75, 1], 0, 1, 'float32', 3) as tf.Tensor4D;
    const { mean, std } = standardisation;
    const standardised = tf.div(tf.sub(images, mean), std) as tf.Tensor4D;
    const weights = new Map(
      [...network.weights].map(([name, weight]) => [
        name,
        { shape: weight.shape, values: weight.dataSync() as Float32Array },
      ]),
    );
    const engine = await createTensorNetwork(graph, weights, standardisation);
    const model = buildLayersModel(graph);
    setLayersWeights(model, graph, network.weights);

    const logits = network.forward(standardised);
    const engineLogits = await engine.forward(images.dataSync() as Float32Array);
    expect(largestDifference(logits, tf.tensor2d(engineLogits, [2, 3]))).toBeLessThan(1e-4);
    expect(largestDifference(logits, model.predict(standardised) as tf.Tensor)).toBeLessThan(1e-4);
  });

  it('names the weights of the layers model as the inference engine does', () => {
    const names = buildLayersModel(graph).weights.map(({ originalName }) => originalName);
    expect(names.sort()).toEqual(
      weightShapes(graph)
        .map(({ name }) => name)
        .sort(),
    );
  });
});
