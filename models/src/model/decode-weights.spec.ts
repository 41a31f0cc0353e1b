import { describe, expect, it } from '@jest/globals';
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { decodeWeights } from './decode-weights';

const storage = fc.oneof(
  fc.constant({}),
  fc.constant({ quantization: { dtype: 'float16' as const } }),
  fc.record({
    quantization: fc.record({
      dtype: fc.constantFrom('uint16' as const, 'uint8' as const),
      scale: fc.float({ min: Math.fround(0.001), max: 2, noNaN: true }),
      min: fc.float({ min: -4, max: 4, noNaN: true }),
    }),
  }),
);

/** Equal, including infinity and NaN, or within single precision. */
const agree = (a: number, b: number) =>
  Object.is(a, b) || Math.abs(a - b) <= 1e-6 * (4 + Math.abs(b));

describe('decodeWeights', () => {
  it("agrees with TensorFlow.js' own decoder on any bytes in any order of types", async () => {
    await tf.setBackend('cpu');
    fc.assert(
      fc.property(
        fc.array(fc.tuple(storage, fc.integer({ min: 0, max: 5 })), { minLength: 1, maxLength: 5 }),
        fc.uint8Array({ minLength: 100, maxLength: 100 }),
        (stored, bytes) => {
          const weights = stored.map(([quantization, length], i) => {
            return {
              name: `w${i}`,
              shape: [length, 1],
              dtype: 'float32' as const,
              ...quantization,
            };
          });
          const decoded = decodeWeights({ paths: [], weights }, bytes);
          const tensors = tf.io.decodeWeights(bytes.slice().buffer, weights);
          for (const { name } of weights) {
            const expected = tensors[name].dataSync();
            const { values, shape } = decoded.get(name)!;
            expect(shape).toEqual(tensors[name].shape);
            values.forEach((value, i) => expect(agree(value, expected[i])).toBe(true));
          }
          tf.dispose(tensors);
        },
      ),
    );
  });
});
