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

  const of = (data: Uint8Array | Uint16Array, BitsStored: number) => [
    ...toFramePixels({ ...frame, BitsStored, data }).data,
  ];

  it('scales 12 and 16 bits to 8', () => {
    expect(of(new Uint16Array([4095, 2048]), 12)).toEqual([255, 128]);
    expect(of(new Uint16Array([65_535, 256]), 16)).toEqual([255, 1]);
  });

  it('scales 12 bits of a dark frame that the decoder returns in bytes', () => {
    expect(of(new Uint8Array([240, 16]), 12)).toEqual([15, 1]);
  });

  it('drops what lies above Bits Stored, in any bit depth', () => {
    expect(of(new Uint16Array([0xa000 | 4095, 0x1000 | 16]), 12)).toEqual([255, 1]);
    expect(of(new Uint16Array([0x100 | 7, 0xff00 | 250]), 8)).toEqual([7, 250]);
  });

  it('converts native YBR_FULL_422, which decoders hand on as it is', () => {
    const halved = { ...frame, PhotometricInterpretation: 'YBR_FULL_422' };
    const pixels = toFramePixels({ ...halved, data: Uint8Array.of(10, 200, 128, 128) });
    expect(pixels).toMatchObject({ channels: 3 });
    expect([...pixels.data]).toEqual([10, 10, 10, 200, 200, 200]);
    expect(() =>
      toFramePixels({ ...halved, Rows: 4, Columns: 1, data: new Uint8Array(8) }),
    ).toThrow('8 values for 1 x 4 pixels');
  });

  it('converts YBR_FULL_422 of lossless codecs where nobody else did', () => {
    const halved = { ...frame, PhotometricInterpretation: 'YBR_FULL_422' };
    const left = toFramePixels({ ...halved, data: Uint8Array.of(4, 128, 128, 90, 130, 127) });
    expect([...left.data]).toEqual([4, 4, 4, 89, 90, 94]);
    const converted = Uint8Array.of(4, 4, 4, 90, 91, 92);
    expect(toFramePixels({ ...halved, data: converted }).data).toBe(converted);
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
