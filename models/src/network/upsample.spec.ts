import path from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import '@tensorflow/tfjs-backend-cpu';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { uniformNumbers } from '../random/numbers';
import { largestDifference } from '../testing/network-fixture';
import { upsampled, upsampleGradient } from './upsample';

const wasmPackage = require.resolve('@tensorflow/tfjs-backend-wasm/package.json');
setWasmPaths(`${path.join(path.dirname(wasmPackage), 'dist')}/`);

function randomFeatures(shape: [number, number, number, number], seed: number): tf.Tensor4D {
  const length = shape.reduce((product, side) => product * side, 1);
  return tf.tensor4d(Float32Array.from({ length }, uniformNumbers(seed)), shape);
}

describe.each(['cpu', 'wasm'])('an upsampling on the %s backend', (backend) => {
  beforeAll(async () => {
    expect(await tf.setBackend(backend)).toBe(true);
  });

  it('weighs the two nearest pixels of each axis with 3/4 and 1/4, and repeats the edges', () => {
    const column = upsampled(tf.tensor4d([0, 4, 12], [1, 3, 1, 1]));
    expect(column.shape).toEqual([1, 6, 2, 1]);
    expect([...column.dataSync()]).toEqual([0, 0, 1, 1, 3, 3, 6, 6, 10, 10, 12, 12]);
    const row = upsampled(tf.tensor4d([0, 1, 4, 2, 12, 4], [1, 1, 3, 2]));
    expect([...tf.slice(row, [0, 0], [1, 1]).dataSync()]).toEqual([
      0, 1, 1, 1.25, 3, 1.75, 6, 2.5, 10, 3.5, 12, 4,
    ]);
  });

  // Of a linear operation A: <A x, dy> = <x, A' dy> for all x and dy.
  it.each([
    [1, 1, 1, 1],
    [2, 1, 5, 3],
    [1, 4, 3, 2],
  ])('has the gradient of its transpose for features of %ix%ix%ix%i', (n, height, width, depth) => {
    for (let seed = 1; seed <= 5; seed++) {
      const x = randomFeatures([n, height, width, depth], seed);
      const dy = randomFeatures([n, 2 * height, 2 * width, depth], seed + 100);
      const outside = tf.sum(tf.mul(upsampled(x), dy)).dataSync()[0];
      const inside = tf.sum(tf.mul(x, upsampleGradient(dy))).dataSync()[0];
      expect(inside / outside).toBeCloseTo(1, 5);
    }
  });

  it('passes on the whole gradient', () => {
    const gradient = upsampleGradient(tf.ones([1, 6, 8, 1])).dataSync();
    expect(largestDifference(gradient, new Float32Array(12).fill(4))).toBeLessThan(1e-6);
  });
});
