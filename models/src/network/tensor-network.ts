import * as tf from '@tensorflow/tfjs-core';
import { sizeOf } from '../arrays';
import type { NetworkGraph } from './graph';
import { imageCount, refuseOtherOutput, type CreateNetwork } from './network';
import { createTensorPasses } from './tensor-passes';

/** Backends that one image saturates: larger batches only use memory. */
const backendsWithoutBatches = ['cpu', 'wasm'];

/** WebGPU's default limit of a storage buffer, which must hold the features of a batch. */
const mostBytesOfOneTensor = 2 ** 27;

/** Memory for the features that a gradient keeps. */
const mostBytesOfFeatures = 2 ** 29;

/** More images than this gain nothing; a clip has 20. */
const largestBatch = 32;

/** Uses the TensorFlow.js backend that is active at creation. */
export const createTensorNetwork: CreateNetwork = (graph, weights, standardisation) => {
  const passes = createTensorPasses(graph, weights, standardisation);
  const { inputShape, outputs, outputShape } = passes;

  /** Runs a pass, reads its result and disposes all tensors. */
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
    outputShape,
    ...batchSizes(graph, tf.getBackend()),
    forward: (greyValues) => run(greyValues, (x) => passes.forward(x)),
    async inputGradient(greyValues, outputIndex) {
      refuseOtherOutput(outputIndex, outputShape);
      return run(greyValues, (x) => passes.inputGradient(x, outputIndex));
    },
    dispose: () => passes.dispose(),
  });
};

/** Largest batches that fit the device, forward and with a gradient. */
export function batchSizes(
  { nodes }: NetworkGraph,
  backend: string,
): { batchSize: number; gradientBatchSize: number } {
  if (backendsWithoutBatches.includes(backend)) {
    return { batchSize: 1, gradientBatchSize: 1 };
  }
  const bytes = nodes.map(({ shape }) => 4 * sizeOf(shape));
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
