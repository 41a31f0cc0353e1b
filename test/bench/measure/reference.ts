import { createRequire } from 'node:module';
import path from 'node:path';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { buildGraph, type Architecture, type NetworkWeights } from '@echonet/models';
import { runPlain } from '@echonet/models/testing';
import { benchImages, distinctImages } from '../images';

/** The values that every contestant has to compute. */
export interface Reference {
  /** Logits [images, outputs] or [images, height, width, outputs]. */
  readonly logits: readonly number[];
  /** Gradient of the first logit with respect to the grey values of the first image. */
  readonly gradient: readonly number[];
}

/**
 * Computes the network operation by operation, with nothing folded or fused, and its gradient by
 * automatic differentiation.
 *
 * @param withGradient without it the gradient is empty
 */
export async function computeReference(
  architecture: Architecture,
  weights: NetworkWeights,
  withGradient: boolean,
): Promise<Reference> {
  await startWasm();
  const graph = buildGraph(architecture);
  const { inputSize, channels } = architecture;
  const greyValues = benchImages(architecture, distinctImages);
  const length = greyValues.length / distinctImages;
  const tensors = new Map(
    [...weights].map(([name, { shape, values }]) => [name, tf.tensor(values, [...shape])]),
  );
  const forward = (x: tf.Tensor4D) => runPlain(graph, tensors, { mean: 0, std: 1 }, x);
  const image = (index: number) =>
    tf.tensor4d(greyValues.slice(index * length, (index + 1) * length), [
      1,
      inputSize,
      inputSize,
      channels,
    ]);
  const logits = Array.from({ length: distinctImages }, (_, index) =>
    tf.tidy(() => [...forward(image(index)).dataSync()]),
  ).flat();
  const logit = (x: tf.Tensor) =>
    tf.sum(tf.slice(forward(x as tf.Tensor4D), [0, 0, 0, 0], [-1, -1, -1, 1]));
  const gradient = withGradient ? tf.tidy(() => [...tf.grad(logit)(image(0)).dataSync()]) : [];
  tf.dispose([...tensors.values()]);
  return { logits, gradient };
}

/** Starts TensorFlow.js on WebAssembly in this process. */
export async function startWasm(): Promise<void> {
  tf.enableProdMode();
  if (tf.getBackend() === 'wasm') {
    return;
  }
  const require = createRequire(import.meta.url);
  const entry = require.resolve('@tensorflow/tfjs-backend-wasm/package.json');
  setWasmPaths(`${path.join(path.dirname(entry), 'dist')}/`);
  await tf.setBackend('wasm');
  await tf.ready();
}
