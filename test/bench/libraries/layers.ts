import * as tf from '@tensorflow/tfjs-core';
import { loadLayersModel } from '@tensorflow/tfjs-layers';
import type { StartLibrary } from './library';
import { startTensorFlow } from './tensorflow-backend';

/** Stock TensorFlow.js: loadLayersModel, predict, and tf.grad over the model. */
export const start: StartLibrary = async (contestant, folders) => ({
  description: await startTensorFlow(contestant, folders),
  networkFiles: ['model.json', 'weights.bin'],
  async create({ inputSize, channels }, [topology, weights]) {
    const { modelTopology, weightsManifest } = JSON.parse(
      new TextDecoder().decode(topology),
    ) as tf.io.ModelJSON;
    const model = await loadLayersModel(
      tf.io.fromMemory({
        modelTopology,
        weightSpecs: weightsManifest.flatMap((group) => group.weights),
        weightData: weights.buffer,
      }),
    );
    const images = (greyValues: Float32Array, count: number) =>
      tf.tensor4d(greyValues, [count, inputSize, inputSize, channels]);
    const numbersOf = async (result: tf.Tensor) => {
      try {
        return await result.data<'float32'>();
      } finally {
        result.dispose();
      }
    };
    return {
      forward: (greyValues, count) =>
        numbersOf(
          tf.tidy(
            () => model.predict(images(greyValues, count), { batchSize: count }) as tf.Tensor,
          ),
        ),
      async inputGradient(greyValues) {
        const logit = (x: tf.Tensor) =>
          tf.sum(tf.slice(model.predict(x) as tf.Tensor, [0, 0], [-1, 1]));
        return numbersOf(tf.tidy(() => tf.grad(logit)(images(greyValues, 1))));
      },
      dispose: () => void model.dispose(),
    };
  },
});
