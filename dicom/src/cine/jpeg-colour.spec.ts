import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import sharp from 'sharp';
import { withJfif } from '../testing';
import { decodeJpeg } from './decode-frame';
import { jpegColour, markedAsRgb } from './jpeg-colour';

let bare: Uint8Array;

beforeAll(async () => {
  const raw = { width: 16, height: 8, channels: 3 as const };
  bare = await sharp(Buffer.alloc(16 * 8 * 3, 90), { raw })
    .jpeg()
    .toBuffer();
});

describe('jpegColour', () => {
  it('sees the markers that name the colour', () => {
    expect(jpegColour(withJfif(bare))).toEqual({ precision: 8, components: 3, isNamed: true });
    expect(jpegColour(bare)).toEqual({ precision: 8, components: 3, isNamed: false });
    expect(jpegColour(markedAsRgb(bare))).toEqual({ precision: 8, components: 3, isNamed: true });
  });

  it('counts the components, of which a frame has no more than three', async () => {
    const raw = { width: 16, height: 8, channels: 3 as const };
    const inks = await sharp(Buffer.alloc(16 * 8 * 3, 90), { raw })
      .toColourspace('cmyk')
      .jpeg()
      .toBuffer();
    expect(jpegColour(inks)?.components).toBe(4);
    const format = {
      ...{ Rows: 8, Columns: 16, SamplesPerPixel: 3, PlanarConfiguration: 0 },
      ...{ BitsAllocated: 8, BitsStored: 8, HighBit: 7, PixelRepresentation: 0 },
      PhotometricInterpretation: 'RGB',
    };
    await expect(decodeJpeg(inks, format)).rejects.toThrow(/JPEG has 4 components/);
    expect((await decodeJpeg(bare, format)).channels).toBe(3);
  });

  it('takes components that are called R, G and B for named', () => {
    const named = Buffer.from(bare);
    const frameHeader = named.indexOf('ffc0', 0, 'hex');
    ['R', 'G', 'B'].forEach((letter, i) => named.write(letter, frameHeader + 10 + 3 * i, 'latin1'));
    expect(jpegColour(named)?.isNamed).toBe(true);
  });

  it('returns nothing for what is no JPEG, and never reads beyond the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        const colour = jpegColour(Uint8Array.of(0xff, 0xd8, ...bytes));
        expect(colour === undefined || typeof colour.isNamed === 'boolean').toBe(true);
      }),
    );
    expect(jpegColour(new Uint8Array(40))).toBeUndefined();
  });
});

describe('markedAsRgb', () => {
  it('makes decoders leave the components as they are', async () => {
    const { data } = await sharp(markedAsRgb(bare)).raw().toBuffer({ resolveWithObject: true });
    expect([...data.subarray(0, 3)]).toEqual([90, 128, 128]);
  });
});
