import * as tf from '@tensorflow/tfjs-core';
import type { TrainedTask } from './standardisation';

/**
 * The loss of every task: squared error of standardised labels for a regression, cross-entropy for
 * a classification, each the mean over the labels that are known (0 where none is).
 *
 * @param logits [n, tasks]
 * @param labels standardised, [n, tasks]
 * @param known 1 where the label is known, [n, tasks]
 * @returns [tasks]
 */
export function taskLosses(
  logits: tf.Tensor2D,
  labels: tf.Tensor2D,
  known: tf.Tensor2D,
  tasks: readonly TrainedTask[],
): tf.Tensor1D {
  return tf.tidy(() => {
    const inOrder = [...tasks].sort((a, b) => a.outputIndex - b.outputIndex);
    const isClass = tf.tensor1d(inOrder.map(({ kind }) => (kind === 'classification' ? 1 : 0)));
    const squaredError = tf.square(tf.sub(logits, labels));
    // max(z, 0) - z * label + log(1 + exp(-|z|)): cross-entropy that cannot overflow.
    const crossEntropy = tf.add(
      tf.sub(tf.relu(logits), tf.mul(logits, labels)),
      tf.log1p(tf.exp(tf.neg(tf.abs(logits)))),
    );
    const each = tf.add(tf.mul(squaredError, tf.sub(1, isClass)), tf.mul(crossEntropy, isClass));
    const count = tf.maximum(tf.sum(known, 0), 1);
    return tf.div(tf.sum(tf.mul(each, known), 0), count) as tf.Tensor1D;
  });
}
