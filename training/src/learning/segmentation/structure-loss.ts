import * as tf from '@tensorflow/tfjs-core';
import type { StructureBatch } from './read-structure-batch';

/** Targets of a batch of segmented images. */
export interface StructureTargets {
  /** Share of each structure in each pixel, [n, height, width, classes]. */
  readonly shares: tf.Tensor4D;
  /**
   * [n, classes, classes]: row of an unlabelled class has its 1 in column 0, so that its probability
   * counts as background; the identity for labelled ones.
   */
  readonly merge: tf.Tensor3D;
  /** 1 for classes that an image of the batch labels, 0 for others and the background, [classes]. */
  readonly present: tf.Tensor1D;
}

/** In the order of {@link structureTargets}; the caller disposes the tensors. */
export function uploadStructures({
  imageCount,
  outputSize,
  classes,
  shares,
  merge,
  present,
}: Omit<StructureBatch, 'toSource'>): tf.Tensor[] {
  return [
    tf.tensor4d(shares, [imageCount, outputSize, outputSize, classes]),
    tf.tensor3d(merge, [imageCount, classes, classes]),
    tf.tensor1d(present),
  ];
}

/** @param tensors of {@link uploadStructures} */
export function structureTargets([shares, merge, present]: readonly tf.Tensor[]): StructureTargets {
  return { shares, merge, present } as StructureTargets;
}

/** Keeps logarithms finite. */
const leastProbability = 1e-7;

/** Pixels added to both parts of a Dice coefficient, so that empty classes count as drawn right. */
const smoothing = 1;

/**
 * Cross-entropy plus one minus the mean Dice coefficient of the batch (Milletari et al. 2016), over
 * the labelled structures only: the probability of structures that an image does not label is added
 * to that of the background, which they are part of there.
 *
 * @param logits [n, height, width, classes]
 * @returns a scalar
 */
export function structureLoss(
  logits: tf.Tensor4D,
  { shares, merge, present }: StructureTargets,
): tf.Scalar {
  const [n, height, width, classes] = logits.shape;
  const flat = [n, height * width, classes] as [number, number, number];
  const probabilities = tf.matMul<tf.Tensor3D>(tf.reshape(tf.softmax(logits), flat), merge);
  const truth = tf.reshape(shares, flat);
  const logLikelihood = tf.mul(truth, tf.log(tf.add(probabilities, leastProbability)));
  const crossEntropy = tf.div(tf.neg(tf.sum(logLikelihood)), n * height * width);
  const overlap = tf.sum(tf.mul(probabilities, truth), [0, 1]);
  const sizes = tf.add(tf.sum(probabilities, [0, 1]), tf.sum(truth, [0, 1]));
  const dice = tf.div(tf.add(tf.mul(overlap, 2), smoothing), tf.add(sizes, smoothing));
  const meanDice = tf.div(tf.sum(tf.mul(dice, present)), tf.sum(present));
  return tf.add(crossEntropy, tf.sub(1, meanDice));
}
