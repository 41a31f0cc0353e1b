import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { decodeWeights, encodeWeights, toFloat16 } from './encode-weights';

describe('toFloat16', () => {
  it.each([
    [0, 0x0000],
    [-0, 0x8000],
    [1, 0x3c00],
    [-2, 0xc000],
    [65504, 0x7bff],
    [65520, 0x7c00],
    [1e9, 0x7c00],
    [2 ** -14, 0x0400],
    [2 ** -24, 0x0001],
    [2 ** -25, 0x0000],
    [1.5 * 2 ** -24, 0x0002],
    [2 ** -26, 0x0000],
    [1 / 3, 0x3555],
    [Infinity, 0x7c00],
    [2049, 0x6800],
    [2051, 0x6802],
  ])('writes %d as in the standard', (value, bits) => {
    expect(toFloat16(value)).toBe(bits);
  });

  it('keeps NaN', () => {
    expect(toFloat16(NaN) & 0x7e00).toBe(0x7e00);
  });
});

describe('encodeWeights', () => {
  beforeAll(() => tf.setBackend('cpu'));

  it('restores kernels to half precision and vectors exactly', async () => {
    const kernel = tf.randomNormal([3, 3, 2, 4], 0, 0.1, 'float32', 1);
    const variance = tf.tensor1d([1e-9, 1e9]);
    const weights = new Map<string, tf.Tensor>([
      ['conv/kernel', kernel],
      ['bn/moving_variance', variance],
    ]);
    const encoded = await encodeWeights(weights, 'float16');
    expect(encoded.data.length).toBe(kernel.size * 2 + 2 * 4);
    const decoded = decodeWeights(encoded);
    const values = kernel.dataSync();
    decoded
      .get('conv/kernel')!
      .dataSync()
      .forEach((value, i) => {
        expect(Math.abs(value - values[i])).toBeLessThanOrEqual(Math.abs(values[i]) / 2048);
      });
    expect([...decoded.get('bn/moving_variance')!.dataSync()]).toEqual([...variance.dataSync()]);
  });

  it('restores kernels to half a quantisation level and vectors exactly', async () => {
    const kernel = tf.randomUniform([3, 3, 2, 4], -0.3, 0.2, 'float32', 1);
    const flat = tf.fill([1, 1, 2, 2], 0.25);
    const bias = tf.tensor1d([1e-9, 1e9]);
    const weights = new Map<string, tf.Tensor>([
      ['conv/kernel', kernel],
      ['flat/kernel', flat],
      ['conv/bias', bias],
    ]);
    const encoded = await encodeWeights(weights, 'uint8');
    expect(encoded.data.length).toBe(kernel.size + flat.size + 2 * 4);
    const decoded = decodeWeights(encoded);
    const values = kernel.dataSync();
    decoded
      .get('conv/kernel')!
      .dataSync()
      .forEach((value, i) => {
        expect(Math.abs(value - values[i])).toBeLessThanOrEqual(0.5 / 255 / 2 + 1e-6);
      });
    expect([...decoded.get('flat/kernel')!.dataSync()]).toEqual([0.25, 0.25, 0.25, 0.25]);
    expect([...decoded.get('conv/bias')!.dataSync()]).toEqual([...bias.dataSync()]);
  });
});
