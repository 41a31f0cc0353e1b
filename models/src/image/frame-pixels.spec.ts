import { describe, expect, it } from '@jest/globals';
import { toFramePixels } from './frame-pixels';

const frame = { Rows: 1, Columns: 2, PhotometricInterpretation: 'MONOCHROME2', BitsStored: 8 };

describe('toFramePixels', () => {
  it('returns 8-bit grey, RGB and RGBA without a copy', () => {
    for (const channels of [1, 3, 4]) {
      const data = new Uint8ClampedArray(2 * channels);
      expect(toFramePixels({ ...frame, data })).toEqual({ Rows: 1, Columns: 2, channels, data });
      expect(toFramePixels({ ...frame, data }).data).toBe(data);
    }
  });

  it('trusts the length of the data rather than the header', () => {
    const data = new Uint8Array([1, 2, 3, 4, 5, 6]);
    expect(
      toFramePixels({ ...frame, PhotometricInterpretation: 'YBR_FULL_422', data }),
    ).toMatchObject({ channels: 3, data });
  });

  it('inverts MONOCHROME1', () => {
    const data = new Uint8Array([0, 250]);
    const pixels = toFramePixels({ ...frame, PhotometricInterpretation: 'MONOCHROME1', data });
    expect([...pixels.data]).toEqual([255, 5]);
  });

  it('scales 12 and 16 bits to 8', () => {
    const of = (data: Uint16Array | Int16Array, BitsStored: number) => [
      ...toFramePixels({ ...frame, BitsStored, data }).data,
    ];
    expect(of(new Uint16Array([4095, 2048]), 12)).toEqual([255, 128]);
    expect(of(new Uint16Array([65_535, 256]), 16)).toEqual([255, 1]);
    expect(of(new Int16Array([4095, -5]), 12)).toEqual([255, 0]);
    expect(of(new Uint16Array([9999, 16]), 12)).toEqual([255, 1]);
  });

  it('rejects truncated data, and bit depths it cannot scale', () => {
    expect(() => toFramePixels({ ...frame, data: new Uint8Array(1) })).toThrow(
      'The frame has 1 values for 2 x 1 pixels; it was cut off or decoded wrongly.',
    );
    expect(() => toFramePixels({ ...frame, data: new Uint8Array(0) })).toThrow(RangeError);
    expect(() => toFramePixels({ ...frame, BitsStored: 1, data: new Uint8Array(2) })).toThrow(
      'Bits Stored is 1',
    );
  });
});
