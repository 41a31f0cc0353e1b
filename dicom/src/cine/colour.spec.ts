import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { toRgb } from './colour';

const byte = fc.integer({ min: 0, max: 255 });

describe('toRgb', () => {
  it('leaves interleaved RGB as it is', () => {
    const rgb = Uint8Array.of(1, 2, 3, 4, 5, 6);
    expect(toRgb(rgb, { PhotometricInterpretation: 'RGB', PlanarConfiguration: 0 })).toBe(rgb);
  });

  it('interleaves planes', () => {
    const planes = Uint8Array.of(1, 4, 2, 5, 3, 6);
    expect([
      ...toRgb(planes, { PhotometricInterpretation: 'RGB', PlanarConfiguration: 1 }),
    ]).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it.each([
    ['black', [0, 128, 128], [0, 0, 0]],
    ['white', [255, 128, 128], [255, 255, 255]],
    ['red', [76, 85, 255], [254, 0, 0]],
    ['blue', [29, 255, 107], [0, 0, 254]],
  ])('turns the YBR of %s into its RGB', (_, ybr, rgb) => {
    const layout = { PhotometricInterpretation: 'YBR_FULL', PlanarConfiguration: 0 };
    expect([...toRgb(Uint8Array.from(ybr), layout)]).toEqual(rgb);
  });

  it('applies the shared chroma of YBR_FULL_422 to both pixels of a pair', () => {
    fc.assert(
      fc.property(byte, byte, byte, byte, (first, second, cb, cr) => {
        const pair = toRgb(Uint8Array.of(first, second, cb, cr), {
          PhotometricInterpretation: 'YBR_FULL_422',
          PlanarConfiguration: 0,
        });
        const each = toRgb(Uint8Array.of(first, cb, cr, second, cb, cr), {
          PhotometricInterpretation: 'YBR_FULL',
          PlanarConfiguration: 0,
        });
        expect([...pair]).toEqual([...each]);
      }),
    );
  });
});
