import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  buildGraph,
  createTensorNetwork,
  weightShapes,
  type NetworkGraph,
  type NetworkWeights,
} from '@echonet/models';
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
function perturbedNetwork(of: NetworkGraph): TrainableNetwork {
  const network = new TrainableNetwork(of, 7);
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

function valuesOf({ weights }: TrainableNetwork): NetworkWeights {
  return new Map(
    [...weights].map(([name, weight]) => [
      name,
      { shape: weight.shape, values: weight.dataSync<'float32'>() },
    ]),
  );
}

function largestDifference(a: tf.Tensor, b: tf.Tensor): number {
  const scale = tf.max(tf.abs(a)).dataSync()[0];
  return tf.max(tf.abs(tf.sub(a, b))).dataSync()[0] / scale;
}

describe('the representations of a network', () => {
  beforeAll(() => tf.setBackend('cpu'));

  it('have the same logits in training, inference and layers model', async () => {
    const network = perturbedNetwork(graph);
    const images = tf.randomUniform<tf.Rank.R4>([2, 75, 75, 1], 0, 1, 'float32', 3);
    const { mean, std } = standardisation;
    const standardised = tf.div<tf.Tensor4D>(tf.sub(images, mean), std);
    const inference = await createTensorNetwork(graph, valuesOf(network), standardisation);
    const model = buildLayersModel(graph);
    setLayersWeights(model, graph, network.weights);

    const logits = network.forward(standardised);
    const inferenceLogits = await inference.forward(images.dataSync() as Float32Array);
    const expected = tf.tensor(inferenceLogits, logits.shape);
    expect(largestDifference(logits, expected)).toBeLessThan(1e-4);
    const rows = tf.reshape(logits, [2, 3]);
    expect(largestDifference(rows, model.predict(standardised) as tf.Tensor)).toBeLessThan(1e-4);
  });

  it.each([[[6, 8]], [[5]]])(
    'have the same logits where levels of %j channels are averaged',
    async (levelChannels) => {
      const encoder = buildGraph({
        ...{ name: 'residual-encoder', inputSize: 16, channels: 1, outputs: 2, hiddenUnits: 7 },
        ...{ levelChannels, levelBlocks: levelChannels.map(() => 1) },
      });
      const network = perturbedNetwork(encoder);
      const images = tf.randomNormal<tf.Rank.R4>([3, 16, 16, 1], 0, 1, 'float32', 3);
      const inference = await createTensorNetwork(encoder, valuesOf(network));
      const model = buildLayersModel(encoder);
      setLayersWeights(model, encoder, network.weights);

      const logits = network.forward(images);
      const expected = await inference.forward(images.dataSync<'float32'>());
      expect(largestDifference(logits, tf.tensor(expected, logits.shape))).toBeLessThan(1e-4);
      const predicted = model.predict(images) as tf.Tensor;
      expect(predicted.shape).toEqual([3, 2]);
      expect(largestDifference(tf.reshape(logits, [3, 2]), predicted)).toBeLessThan(1e-4);
    },
  );

  it('have the same logits in training and inference where structures are read', async () => {
    const encoder = buildGraph({
      ...{ name: 'residual-encoder', inputSize: 16, channels: 1, outputs: 2, hiddenUnits: 7 },
      ...{ levelChannels: [6, 8], levelBlocks: [1, 1] },
      structures: { classes: 3, levelChannels: [5, 7], levelBlocks: [0, 1] },
    });
    const network = perturbedNetwork(encoder);
    const images = tf.randomNormal<tf.Rank.R4>([3, 16, 16, 1], 0, 1, 'float32', 3);
    const inference = await createTensorNetwork(encoder, valuesOf(network));

    const logits = network.forward(images);
    const expected = await inference.forward(images.dataSync<'float32'>());
    expect(largestDifference(logits, tf.tensor(expected, logits.shape))).toBeLessThan(1e-4);
  });

  it('have the same maps of logits in training and inference', async () => {
    const unet = buildGraph({
      ...{ name: 'residual-unet', inputSize: 32, channels: 1, outputs: 3 },
      ...{ levelChannels: [6, 8, 10], levelBlocks: [1, 0, 2] },
    });
    const network = perturbedNetwork(unet);
    const images = tf.randomNormal<tf.Rank.R4>([2, 32, 32, 1], 0, 1, 'float32', 3);
    const inference = await createTensorNetwork(unet, valuesOf(network));

    const logits = network.forward(images);
    expect(logits.shape).toEqual([2, 16, 16, 3]);
    const expected = await inference.forward(images.dataSync<'float32'>());
    expect(largestDifference(logits, tf.tensor(expected, logits.shape))).toBeLessThan(1e-4);
    expect(network.forwardTraining(images, []).logits.shape).toEqual(logits.shape);
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
