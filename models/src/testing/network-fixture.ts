import * as tf from '@tensorflow/tfjs-core';
import type { NetworkWeights } from '../network/folding';

/** On the active backend; the caller disposes them. */
export function tensorsOf(weights: NetworkWeights): Map<string, tf.Tensor> {
  return new Map(
    [...weights].map(([name, { shape, values }]) => [name, tf.tensor(values, [...shape])]),
  );
}

/** Largest absolute difference; Infinity for arrays of different lengths. */
export function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let largest = a.length === b.length ? 0 : Infinity;
  for (let i = 0; i < a.length; i++) {
    const difference = Math.abs(a[i] - b[i]);
    if (!(difference <= largest)) {
      largest = difference;
    }
  }
  return largest;
}

export function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let [dot, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    dot += a[i] * b[i];
    aa += a[i] * a[i];
    bb += b[i] * b[i];
  }
  return dot / Math.sqrt(aa * bb);
}
