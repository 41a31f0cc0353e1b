import * as tf from '@tensorflow/tfjs-core';
import { createTensorNetwork } from '@echonet/models';
import type { BackendParts } from '../running-backend';

/** What all backends of TensorFlow.js have in common. */
export const tensorFlow: Pick<BackendParts, 'createNetwork' | 'memory' | 'versions'> = {
  createNetwork: createTensorNetwork,
  memory: () => Object.fromEntries(Object.entries(tf.memory()).filter(isNumber)),
  versions: {},
};

/** @throws Error when TensorFlow.js cannot start its backend. */
export async function activate(name: string): Promise<void> {
  if (!(await tf.setBackend(name))) throw new Error('TensorFlow.js could not initialise it.');
  await tf.ready();
}

/** Behind the point of 1, single precision holds this and 16-bit floats do not. */
const small = 2 ** -20;

/** Large enough for a graphics device: TensorFlow.js computes small things on the processor. */
const side = 32;

/**
 * Has the active backend compute something that needs 32 bits.
 *
 * @throws Error as a sentence when the result is wrong.
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
