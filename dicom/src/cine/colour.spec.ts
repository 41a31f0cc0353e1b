import { describe, expect, it } from '@jest/globals';
import { toRgb } from './colour';

describe('toRgb', () => {
  it('leaves interleaved RGB as it is', () => {
    const rgb = Uint8Array.of(1, 2, 3, 4, 5, 6);
    expect(toRgb(rgb, { PhotometricInterpretation: 'RGB', PlanarConfiguration: 0 })).toBe(rgb);
  });

  it.each([Uint8Array, Uint16Array])('interleaves planes of %p', (Samples) => {
    const planes = Samples.of(1, 4, 2, 5, 3, 6);
    expect(toRgb(planes, { PhotometricInterpretation: 'RGB', PlanarConfiguration: 1 })).toEqual(
      Samples.of(1, 2, 3, 4, 5, 6),
    );
  });

  it.each(['YBR_FULL', 'YBR_FULL_422'])(
    'converts %s with three samples for every pixel',
    (PhotometricInterpretation) => {
      const layout = { PhotometricInterpretation, PlanarConfiguration: 1 };
      expect([...toRgb(Uint8Array.of(9, 200, 128, 128, 128, 128), layout)]).toEqual([
        ...[9, 9, 9],
        ...[200, 200, 200],
      ]);
      expect(() => toRgb(new Uint16Array(6), layout)).toThrow(/more than 8 bits/);
    },
  );
});
