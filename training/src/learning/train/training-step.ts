import * as tf from '@tensorflow/tfjs-core';
import { UserError } from '@echonet/command-line';
import { assignFlat, flatten } from './adam';

/**
 * Moves the running statistics of batch normalisation towards those of a batch, which are disposed.
 *
 * @param momentum share of the running statistics that stays, 0..1
 */
export function moveStatistics(
  statistics: readonly tf.Variable[],
  ofBatch: readonly tf.Tensor1D[],
  momentum: number,
): void {
  const running = tf.mul(flatten(statistics), momentum);
  const fresh = tf.mul(flatten(ofBatch), 1 - momentum);
  assignFlat(statistics, tf.add(running, fresh));
  tf.dispose([...ofBatch]);
}

/**
 * Reads a loss and disposes its tensor. In Node, WebGPU tensors can only be read asynchronously.
 *
 * @param step that gave it, from 1
 * @throws {UserError} when it is not finite
 */
export async function readLoss(tensor: tf.Tensor, step: number): Promise<number> {
  const [loss] = await tensor.data();
  tensor.dispose();
  if (!Number.isFinite(loss)) {
    throw new UserError(
      `The loss is no longer a number at step ${step}; train again with a lower --learning-rate.`,
    );
  }
  return loss;
}
