import * as tf from '@tensorflow/tfjs-core';

/** Huber loss (1964): from quadratic to linear, in standard deviations of the labels. */
const huberDelta = 1;

/**
 * Huber loss of every output, mean over its known labels; 0 without any.
 *
 * @param logits [n, outputs]
 * @param labels standardised, [n, outputs]
 * @param known 1 where the label is known, otherwise 0, [n, outputs]
 * @returns [outputs]
 */
export function volumeLosses(
  logits: tf.Tensor2D,
  labels: tf.Tensor2D,
  known: tf.Tensor2D,
): tf.Tensor1D {
  const size = tf.abs(tf.sub(logits, labels));
  const near = tf.minimum(size, huberDelta);
  const each = tf.add(tf.div(tf.square(near), 2), tf.mul(tf.sub(size, near), huberDelta));
  return tf.div<tf.Tensor1D>(tf.sum(tf.mul(each, known), 0), tf.maximum(tf.sum(known, 0), 1));
}
