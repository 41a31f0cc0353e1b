import * as tf from '@tensorflow/tfjs-core';
import type { NetworkWeights } from '../network/folding';

/** What the tests of networks share. */

/** Weights as tensors on the active backend; the caller disposes them. */
export function tensorsOf(weights: NetworkWeights): Map<string, tf.Tensor> {
  return new Map(
    [...weights].map(([name, { shape, values }]) => [name, tf.tensor(values, [...shape])]),
  );
}

/** Largest absolute difference of two arrays of one length. */
export function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let largest = a.length === b.length ? 0 : Infinity;
  for (let i = 0; i < a.length; i++) {
    const difference = Math.abs(a[i] - b[i]);
    if (!(difference <= largest)) largest = difference;
  }
  return largest;
}

/** Cosine of the angle between two vectors: 1 where they point the same way. */
export function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let [dot, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    dot += a[i] * b[i];
    aa += a[i] * a[i];
    bb += b[i] * b[i];
  }
  return dot / Math.sqrt(aa * bb);
}
