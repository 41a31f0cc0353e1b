import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { FramePixels } from './frame-pixels';
import { type ImageTurn, turnImage } from './image-turn';
import { pixelMap } from './pixel-map';
import { prepareImage } from './preparation';
import { turnedSector, type Sector } from './sector';
import { sectorMask } from './sector-mask';

const turn = fc.record({ upsideDown: fc.boolean(), mirrored: fc.boolean() });

const size = 8;

const sector: Sector = {
  Rows: 40,
  Columns: 60,
  crop: { x: 10, y: -4, width: 40, height: 40 },
  outline: [
    { x: 30, y: 2 },
    { x: 48, y: 30 },
    { x: 12, y: 34 },
  ],
  source: 'pixels',
  tinted: false,
  notes: [],
};

const frame: FramePixels = {
  Rows: 40,
  Columns: 60,
  channels: 1,
  data: Uint8Array.from({ length: 40 * 60 }, (_, i) => (i * 37) % 256),
};

describe('turning', () => {
  it('twice gives the image', () => {
    fc.assert(
      fc.property(
        turn,
        fc.uint8Array({ minLength: size * size, maxLength: size * size }),
        (how, image) => {
          expect(turnImage(turnImage(image, size, how), size, how)).toEqual(image);
        },
      ),
    );
  });

  it('moves the first pixel to another corner', () => {
    const image = Uint8Array.from({ length: size * size }, (_, i) => Number(i === 0));
    const corner = (how: ImageTurn) => turnImage(image, size, how).indexOf(1);
    expect(corner({ upsideDown: false, mirrored: true })).toBe(size - 1);
    expect(corner({ upsideDown: true, mirrored: false })).toBe(size * (size - 1));
    expect(corner({ upsideDown: true, mirrored: true })).toBe(size * size - 1);
  });

  it('of a sector turns its images and masks', () => {
    fc.assert(
      fc.property(turn, (how) => {
        const turned = { ...sector, turn: how };
        const format = { size, channels: 1 };
        const { data } = prepareImage(frame, sector, format);
        expect(prepareImage(frame, turned, format).data).toEqual(turnImage(data, size, how));
        const mask = sectorMask(sector, size);
        expect(sectorMask(turned, size)).toEqual(turnImage(mask, size, how));
      }),
    );
  });

  it('of a sector is that which is known, or else what its shape tells', () => {
    const mirrored = { upsideDown: false, mirrored: true };
    expect(turnedSector(sector, mirrored).turn).toEqual(mirrored);
    expect(turnedSector(sector)).toBe(sector);
    expect(turnedSector({ ...sector, probe: 'top' }).turn).toBeUndefined();
    const below: Sector = { ...sector, probe: 'bottom' };
    expect(turnedSector(below).turn).toEqual({ upsideDown: true, mirrored: false });
    expect(turnedSector(below, { upsideDown: false, mirrored: false }).turn).toBeUndefined();
  });

  it('of a sector maps each network pixel to the image pixels that it shows', () => {
    fc.assert(
      fc.property(
        turn,
        fc.double({ min: 0, max: size, noNaN: true }),
        fc.double({ min: 0, max: size, noNaN: true }),
        (how, x, y) => {
          const { toImage, toNetwork } = pixelMap({ ...sector, turn: how }, size);
          const place = toImage(x, y);
          const plain = pixelMap(sector, size).toImage(
            how.mirrored ? size - x : x,
            how.upsideDown ? size - y : y,
          );
          expect(place).toEqual(plain);
          const back = toNetwork(place.x, place.y);
          expect(back.x).toBeCloseTo(x, 9);
          expect(back.y).toBeCloseTo(y, 9);
        },
      ),
    );
  });
});
