import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import sharp from 'sharp';
import { encodedSize } from './encoded-size';

/** Segments of a JPEG stream: marker and payload; the length field is added. */
function jpeg(...segments: [marker: number, payload: number[]][]): Uint8Array {
  const bytes = segments.flatMap(([marker, payload]) => [
    ...[0xff, marker, (payload.length + 2) >> 8, (payload.length + 2) & 255],
    ...payload,
  ]);
  return Uint8Array.from([0xff, 0xd8, ...bytes, ...new Array<number>(24).fill(0)]);
}

/** Precision, 240 rows, 320 columns, one component. */
const frameHeader = [8, 0, 240, 1, 64, 1, 1, 0x11, 0];

describe('encodedSize', () => {
  it('reads the size that a JPEG encoder wrote', async () => {
    const raw = { width: 70, height: 50, channels: 3 } as const;
    const encoded = await sharp(Buffer.alloc(70 * 50 * 3), { raw })
      .jpeg()
      .toBuffer();
    expect(encodedSize(encoded)).toEqual({ Rows: 50, Columns: 70 });
  });

  it('finds the frame header of JPEG lossless and JPEG-LS behind other segments and fill bytes', () => {
    const size = { Rows: 240, Columns: 320 };
    expect(encodedSize(jpeg([0xc3, frameHeader]))).toEqual(size);
    expect(encodedSize(jpeg([0xe0, [1, 2, 3]], [0xc4, [0, 9, 9]], [0xf7, frameHeader]))).toEqual(
      size,
    );
    const filled = [...jpeg([0xc3, frameHeader])];
    filled.splice(2, 0, 0xff, 0xff);
    expect(encodedSize(Uint8Array.from(filled))).toEqual(size);
  });

  it('reads the image inside the reference grid of JPEG 2000', () => {
    const words = [0xff4fff51, 0x00290000, 330, 245, 10, 5];
    const stream = new DataView(new ArrayBuffer(24));
    words.forEach((word, i) => stream.setUint32(4 * i, word));
    expect(encodedSize(new Uint8Array(stream.buffer))).toEqual({ Rows: 240, Columns: 320 });
  });

  it('returns undefined where no size is written', () => {
    expect(encodedSize(new Uint8Array(0))).toBeUndefined();
    expect(encodedSize(new Uint8Array(64))).toBeUndefined();
    expect(encodedSize(jpeg([0xda, frameHeader]))).toBeUndefined();
    expect(encodedSize(jpeg([0xc0, [8, 0, 0, 1, 64, 1, 1, 0x11, 0]]))).toBeUndefined();
  });

  it('does not throw for any bytes', () => {
    const beginning = fc.constantFrom([], [0xff, 0xd8, 0xff], [0xff, 0x4f, 0xff, 0x51]);
    fc.assert(
      fc.property(beginning, fc.uint8Array({ maxLength: 200 }), (start, rest) => {
        const size = encodedSize(Uint8Array.from([...start, ...rest]));
        expect(size === undefined || Number.isInteger(size.Rows)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
