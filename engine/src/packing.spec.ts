import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { packedBias, packedForward, unpacked } from './packing';

const kernel = fc
  .tuple(...[3, 3, 6, 20].map((max) => fc.integer({ min: 1, max })))
  .map(([height, width, channels, filters]) => {
    const length = height * width * channels * filters;
    const values = Float32Array.from({ length }, (_, i) => i + 1);
    return { shape: [height, width, channels, filters], values };
  });

describe('packed weights', () => {
  it('hold every weight where unpacked finds it, and zeros beyond the last filter', () => {
    fc.assert(
      fc.property(kernel, ({ shape, values }) => {
        const [height, width, channels, filters] = shape;
        const taps = height * width;
        const packed = packedForward({ shape, values });
        expect(packed.length % 8).toBe(0);
        const weightAt = unpacked(packed, taps, channels);
        const read: number[] = [];
        for (let tap = 0; tap < taps; tap++) {
          for (let channel = 0; channel < channels; channel++) {
            for (let filter = 0; filter < filters; filter++) {
              read.push(weightAt(tap, channel, filter));
            }
          }
        }
        expect(read).toEqual([...values]);
        expect(packed.filter((value) => value !== 0)).toHaveLength(values.length);
      }),
    );
  });

  it('have eight filters of one channel side by side', () => {
    const values = Float32Array.from({ length: 2 * 9 }, (_, i) => i + 1);
    expect([...packedForward({ shape: [1, 1, 2, 9], values })]).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14, 15, 16, 17, 9, 0, 0, 0, 0, 0, 0, 0, 18, 0, 0, 0,
      0, 0, 0, 0,
    ]);
  });

  it('include a bias for whole panels', () => {
    expect([...packedBias(Float32Array.of(1, 2))]).toEqual([1, 2, 0, 0, 0, 0, 0, 0]);
  });
});
