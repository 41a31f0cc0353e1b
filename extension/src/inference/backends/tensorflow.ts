import * as tf from '@tensorflow/tfjs-core';
import { createTensorNetwork } from '@echonet/models';
import type { BackendParts } from '../running-backend';

/** Common to all TensorFlow.js backends. */
export const tensorFlow: Pick<BackendParts, 'createNetwork' | 'memory' | 'versions'> = {
  createNetwork: createTensorNetwork,
  memory: () => Object.fromEntries(Object.entries(tf.memory()).filter(isNumber)),
  versions: {},
};

/** @throws Error when TensorFlow.js cannot initialise the backend */
export async function activate(name: string): Promise<void> {
  if (!(await tf.setBackend(name))) throw new Error('TensorFlow.js could not initialise it.');
  await tf.ready();
}

/** 1 + 2^-20 is exact in single precision, but not in 16 bits. */
const small = 2 ** -20;

/** TensorFlow.js computes smaller tensors on the CPU. */
const side = 32;

/**
 * Verifies that the active backend computes in single precision.
 *
 * @throws Error as a sentence when the result is wrong
 */
export async function refuseWrongNumbers(): Promise<void> {
  const product = tf.tidy(() => {
    const root = Math.sqrt(small);
    const rows = tf.tensor2d(
      Array.from({ length: side * side }, (_, i) => [1, root][i % side] ?? 0),
      [side, side],
    );
    return tf.matMul(rows, rows, false, true);
  });
  const numbers = await product.data();
  product.dispose();
  if (numbers.some((number) => Math.abs(number - (1 + small)) > small / 4)) {
    throw new Error('it computes with less than 32 bits, and its numbers would be wrong.');
  }
}

function isNumber(entry: [string, unknown]): entry is [string, number] {
  return typeof entry[1] === 'number' && Number.isFinite(entry[1]);
}
