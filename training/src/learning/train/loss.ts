import * as tf from '@tensorflow/tfjs-core';
import type { TrainedTask } from './trained-task';

/** Regression losses on standardised labels. */
export const regressionLosses = ['squared', 'absolute', 'huber'] as const;
export const classificationLosses = ['cross-entropy', 'focal'] as const;

export interface LossSettings {
  readonly regressionLoss: (typeof regressionLosses)[number];
  readonly classificationLoss: (typeof classificationLosses)[number];
}

/** Huber loss (1964): transition from quadratic to linear, in standard deviations of the label. */
const huberDelta = 1;

/** Focusing parameter of the focal loss (Lin et al. 2017, who found 2 best). */
const focalGamma = 2;

/**
 * Loss of every task: mean over its known labels, weighted by `classWeights`; 0 without known
 * labels.
 *
 * @param logits [n, tasks]
 * @param labels standardised for regressions, 0 or 1 for classifications, [n, tasks]
 * @param known 1 where the label is known, otherwise 0, [n, tasks]
 * @returns [tasks]
 */
export function taskLosses(
  logits: tf.Tensor2D,
  labels: tf.Tensor2D,
  known: tf.Tensor2D,
  tasks: readonly TrainedTask[],
  settings: LossSettings,
): tf.Tensor1D {
  return tf.tidy(() => {
    const inOrder = [...tasks].sort((a, b) => a.outputIndex - b.outputIndex);
    const isClass = tf.tensor1d(inOrder.map(({ kind }) => (kind === 'classification' ? 1 : 0)));
    const each = tf.add(
      tf.mul(regressionLoss(logits, labels, settings), tf.sub(1, isClass)),
      tf.mul(classificationLoss(logits, labels, settings), isClass),
    );
    const weights = tf.mul(known, labelWeights(labels, inOrder));
    const count = tf.maximum(tf.sum(known, 0), 1);
    return tf.div(tf.sum(tf.mul(each, weights), 0), count) as tf.Tensor1D;
  });
}

/** Class weight of every label, [n, tasks]. */
function labelWeights(labels: tf.Tensor2D, tasks: readonly TrainedTask[]): tf.Tensor {
  const negative = tf.tensor1d(tasks.map(({ classWeights }) => classWeights?.[0] ?? 1));
  const positive = tf.tensor1d(tasks.map(({ classWeights }) => classWeights?.[1] ?? 1));
  const isClass = tf.tensor1d(tasks.map(({ kind }) => (kind === 'classification' ? 1 : 0)));
  const isPositive = tf.mul(labels, isClass);
  return tf.add(negative, tf.mul(isPositive, tf.sub(positive, negative)));
}

function regressionLoss(
  logits: tf.Tensor2D,
  labels: tf.Tensor2D,
  { regressionLoss: kind }: LossSettings,
): tf.Tensor {
  const difference = tf.sub(logits, labels);
  if (kind === 'squared') {
    return tf.square(difference);
  }
  const size = tf.abs(difference);
  if (kind === 'absolute') {
    return size;
  }
  const near = tf.minimum(size, huberDelta);
  // near^2 / 2 + delta (size - near), where near = min(size, delta).
  return tf.add(tf.div(tf.square(near), 2), tf.mul(tf.sub(size, near), huberDelta));
}

function classificationLoss(
  logits: tf.Tensor2D,
  labels: tf.Tensor2D,
  { classificationLoss: kind }: LossSettings,
): tf.Tensor {
  // Numerically stable cross-entropy: max(z, 0) - z * label + log(1 + exp(-|z|)).
  const crossEntropy = tf.add(
    tf.sub(tf.relu(logits), tf.mul(logits, labels)),
    tf.log1p(tf.exp(tf.neg(tf.abs(logits)))),
  );
  if (kind === 'cross-entropy') {
    return crossEntropy;
  }
  const missed = tf.abs(tf.sub(labels, tf.sigmoid(logits)));
  return tf.mul(tf.pow(missed, focalGamma), crossEntropy);
}
