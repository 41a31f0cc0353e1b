import * as tf from '@tensorflow/tfjs-core';
import type { NetworkGraph } from './graph';
import { imageCount, refuseOtherOutput } from './network';
import type { CreateNetwork } from './network';
import { createTensorPasses } from './tensor-passes';

/** Backends on which one image fills the machine already, and larger batches only use memory. */
const backendsWithoutBatches = ['cpu', 'wasm'];

/** Default limit of WebGPU for one storage buffer: the features of a batch must fit into one. */
const mostBytesOfOneTensor = 2 ** 27;

/** What the features that a gradient keeps may take of the device's memory. */
const mostBytesOfFeatures = 2 ** 29;

/** More images than this gain nothing; a clip has 20. */
const largestBatch = 32;

/** A network on the TensorFlow.js backend that is active when it is made. */
export const createTensorNetwork: CreateNetwork = (graph, weights, standardisation) => {
  const passes = createTensorPasses(graph, weights, standardisation);
  const { inputShape, outputs } = passes;

  /** Runs one of the passes and reads its result, leaving no tensor behind. */
  const run = async (greyValues: Float32Array, pass: (x: tf.Tensor4D) => tf.Tensor) => {
    const count = imageCount(greyValues, inputShape);
    const result = tf.tidy(() => pass(tf.tensor4d(greyValues, [count, ...inputShape])));
    try {
      return await result.data<'float32'>();
    } finally {
      result.dispose();
    }
  };

  return Promise.resolve({
    inputShape,
    outputs,
    ...batchSizes(graph, tf.getBackend()),
    forward: (greyValues) => run(greyValues, (x) => passes.forward(x)),
    async inputGradient(greyValues, outputIndex) {
      refuseOtherOutput(outputIndex, outputs);
      return run(greyValues, (x) => passes.inputGradient(x, outputIndex));
    },
    dispose: () => passes.dispose(),
  });
};

/** How many images fit the device at once, forward and with a gradient. */
export function batchSizes(
  { nodes }: NetworkGraph,
  backend: string,
): { batchSize: number; gradientBatchSize: number } {
  if (backendsWithoutBatches.includes(backend)) return { batchSize: 1, gradientBatchSize: 1 };
  const bytes = nodes.map(({ shape }) => 4 * shape.reduce((product, length) => product * length));
  const fitting = (room: number, each: number) =>
    Math.min(largestBatch, Math.max(1, Math.floor(room / each)));
  return {
    batchSize: fitting(mostBytesOfOneTensor, Math.max(...bytes)),
    gradientBatchSize: fitting(
      mostBytesOfFeatures,
      bytes.reduce((sum, each) => sum + each),
    ),
  };
}
