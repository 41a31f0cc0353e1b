import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { forwardBorder, gradientBorder, gradientPhases, type ConvAxis } from './geometry';

/** Any convolution along one axis that writes something, with TensorFlow's two paddings. */
const anyAxis: fc.Arbitrary<ConvAxis> = fc
  .record({
    input: fc.integer({ min: 1, max: 14 }),
    kernel: fc.integer({ min: 1, max: 7 }),
    stride: fc.integer({ min: 1, max: 3 }),
    same: fc.boolean(),
  })
  .filter(({ input, kernel, same }) => same || input >= kernel)
  .map(({ input, kernel, stride, same }) => {
    const output = same ? Math.ceil(input / stride) : Math.floor((input - kernel) / stride) + 1;
    const padding = same ? Math.max(0, (output - 1) * stride + kernel - input) : 0;
    return { input, output, kernel, stride, padBefore: Math.floor(padding / 2) };
  });

const single: ConvAxis = { input: 1, output: 1, kernel: 1, stride: 1, padBefore: 0 };

describe('gradientPhases', () => {
  it('lists for every pixel exactly the windows and taps that read it', () => {
    fc.assert(
      fc.property(anyAxis, (axis) => {
        const expected = Array.from({ length: axis.input }, (): string[] => []);
        for (let window = 0; window < axis.output; window++) {
          for (let tap = 0; tap < axis.kernel; tap++) {
            expected[window * axis.stride + tap - axis.padBefore]?.push(`${window} ${tap}`);
          }
        }
        const found = Array.from({ length: axis.input }, (): string[] => []);
        for (const { first, count, start, taps } of gradientPhases(axis)) {
          for (let t = 0; t < count; t++) {
            const pixel = first + t * axis.stride;
            taps.forEach((tap, u) => {
              const window = start + t - u;
              if (window >= 0 && window < axis.output) {
                found[pixel].push(`${window} ${tap}`);
              }
            });
          }
        }
        expect(found.map((reads) => reads.sort())).toEqual(expected.map((reads) => reads.sort()));
      }),
    );
  });
});

describe('borders', () => {
  it('cover what windows read outside the input, and no more', () => {
    fc.assert(
      fc.property(anyAxis, (axis) => {
        const { top, bottom, left, right } = forwardBorder([axis, single]);
        expect(top).toBe(axis.padBefore);
        const last = (axis.output - 1) * axis.stride + axis.kernel - 1 - axis.padBefore;
        expect(bottom).toBe(Math.max(0, last - (axis.input - 1)));
        expect([left, right]).toEqual([0, 0]);
      }),
    );
  });

  it('cover what the backward pass reads outside the gradient, and no more', () => {
    fc.assert(
      fc.property(anyAxis, (axis) => {
        const windows = gradientPhases(axis).flatMap(({ count, start, taps }) =>
          Array.from({ length: count }, (_, t) => taps.map((__, u) => start + t - u)).flat(),
        );
        const { top, bottom } = gradientBorder([axis, single]);
        expect(top).toBe(Math.max(0, -Math.min(0, ...windows)));
        expect(bottom).toBe(Math.max(0, ...windows.map((window) => window - axis.output + 1)));
      }),
    );
  });
});
