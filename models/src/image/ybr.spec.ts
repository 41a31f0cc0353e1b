import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { upsampleChroma, ybrToRgb } from './ybr';

const byte = fc.integer({ min: 0, max: 255 });

describe('ybrToRgb', () => {
  it.each([
    ['black', [0, 128, 128], [0, 0, 0]],
    ['white', [255, 128, 128], [255, 255, 255]],
    ['red', [76, 85, 255], [254, 0, 0]],
    ['blue', [29, 255, 107], [0, 0, 254]],
  ])('turns the YBR of %s into its RGB', (_, ybr, rgb) => {
    expect([...ybrToRgb(Uint8Array.from(ybr))]).toEqual(rgb);
  });
});

describe('upsampleChroma', () => {
  it('gives the shared chroma to both pixels of a pair', () => {
    fc.assert(
      fc.property(byte, byte, byte, byte, (first, second, cb, cr) => {
        expect([...upsampleChroma(Uint8Array.of(first, second, cb, cr))]).toEqual([
          ...[first, cb, cr],
          ...[second, cb, cr],
        ]);
      }),
    );
  });
});
