import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { FramePixels } from './frame-pixels';
import { pixelMap } from './pixel-map';
import { prepareImage } from './preparation';
import type { Crop, Sector } from './sector';
import { sectorMask } from './sector-mask';

/** A sector that fills its crop. */
function boxSector(crop: Crop, Rows = 240, Columns = 320): Sector {
  const { x, y, width, height } = crop;
  const outline = [
    { x, y },
    { x: x + width, y },
    { x: x + width, y: y + height },
    { x, y: y + height },
  ];
  return { Rows, Columns, crop, outline, source: 'pixels', tinted: false, notes: [] };
}

function greyFrame(grey: (x: number, y: number) => number, Rows = 240, Columns = 320): FramePixels {
  const data = Uint8Array.from({ length: Rows * Columns }, (_, i) =>
    grey(i % Columns, Math.floor(i / Columns)),
  );
  return { Rows, Columns, channels: 1, data };
}

function inColour(frame: FramePixels, paint: (x: number, y: number) => number[] | undefined) {
  const data = new Uint8Array(frame.data.length * 3);
  frame.data.forEach((grey, i) => {
    data.set(paint(i % frame.Columns, Math.floor(i / frame.Columns)) ?? [grey, grey, grey], i * 3);
  });
  return { ...frame, channels: 3, data } as const;
}

const square = fc
  .tuple(
    fc.double({ min: -50, max: 200, noNaN: true }),
    fc.double({ min: -80, max: 100, noNaN: true }),
    fc.double({ min: 40, max: 900, noNaN: true }),
  )
  .map(([x, y, side]) => ({ x, y, width: side, height: side }));

/** Of a clip whose pixels are not square. */
const box = fc
  .tuple(square, fc.double({ min: 0.5, max: 2, noNaN: true }))
  .map(([crop, aspect]): Crop => ({ ...crop, height: crop.width / aspect }));

describe('pixelMap', () => {
  it('maps a point to the network and back to itself', () => {
    const position = fc.double({ min: -500, max: 1500, noNaN: true });
    fc.assert(
      fc.property(box, fc.integer({ min: 8, max: 512 }), position, position, (crop, size, x, y) => {
        const map = pixelMap({ crop }, size);
        const there = map.toNetwork(x, y);
        const back = map.toImage(there.x, there.y);
        expect(back.x).toBeCloseTo(x, 6);
        expect(back.y).toBeCloseTo(y, 6);
      }),
    );
  });

  it('puts the corners of the crop on the corners of the image', () => {
    const map = pixelMap({ crop: { x: 42, y: -18, width: 256, height: 256 } }, 128);
    expect(map.toNetwork(42, -18)).toEqual({ x: 0, y: 0 });
    expect(map.toNetwork(298, 238)).toEqual({ x: 128, y: 128 });
    expect(map.toImage(0.5, 0.5)).toEqual({ x: 43, y: -17 });
  });
});

describe('prepareImage', () => {
  it('puts a bright dot where the pixel map says, for any crop and size', () => {
    fc.assert(
      fc.property(
        box,
        fc.integer({ min: 16, max: 320 }),
        fc.integer({ min: 8, max: 311 }),
        fc.integer({ min: 8, max: 231 }),
        (crop, size, dotX, dotY) => {
          const margin = 8 + 2 * Math.ceil(Math.max(crop.width, crop.height) / size);
          fc.pre(dotX - margin > crop.x && dotX + margin < crop.x + crop.width);
          fc.pre(dotY - margin > crop.y && dotY + margin < crop.y + crop.height);
          const sector = boxSector(crop);
          const frame = greyFrame((x, y) => (x === dotX && y === dotY ? 255 : 0));
          const { data } = prepareImage(frame, sector, { size, channels: 1 });
          let [mass, x, y] = [0, 0, 0];
          data.forEach((grey, i) => {
            mass += grey;
            x += grey * ((i % size) + 0.5);
            y += grey * (Math.floor(i / size) + 0.5);
          });
          const wanted = pixelMap(sector, size).toNetwork(dotX + 0.5, dotY + 0.5);
          expect(Math.abs(x / mass - wanted.x)).toBeLessThan(0.2);
          expect(Math.abs(y / mass - wanted.y)).toBeLessThan(0.2);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('keeps a uniform grey value, enlarging and reducing', () => {
    const frame = greyFrame(() => 102);
    for (const size of [32, 99, 200, 299]) {
      const sector = boxSector({ x: 40, y: 20, width: 200, height: 200 });
      const { data } = prepareImage(frame, sector, { size, channels: 1 });
      const inside = data.filter((_, i) => {
        const [x, y] = [i % size, Math.floor(i / size)];
        return Math.min(x, y) > 2 && Math.max(x, y) < size - 3;
      });
      expect(Math.min(...inside)).toBeCloseTo(0.4, 3);
      expect(Math.max(...inside)).toBeCloseTo(0.4, 3);
    }
  });

  it('averages when reducing, so that stripes do not alias', () => {
    const frame = greyFrame((x) => (x % 2 ? 255 : 0));
    const sector = boxSector({ x: 40, y: 20, width: 200, height: 200 });
    const { data } = prepareImage(frame, sector, { size: 40, channels: 1 });
    expect(data[20 * 40 + 20]).toBeCloseTo(0.5, 1);
    expect(data[20 * 40 + 21]).toBeCloseTo(0.5, 1);
  });

  it('is black outside the sector and outside the image', () => {
    const crop = { x: -60, y: -60, width: 240, height: 240 };
    const outline = [
      { x: 60, y: 0 },
      { x: 160, y: 160 },
      { x: 0, y: 160 },
    ];
    const sector = { ...boxSector(crop), outline };
    const size = 120;
    const { data } = prepareImage(
      greyFrame(() => 255),
      sector,
      { size, channels: 1 },
    );
    const mask = sectorMask(sector, size);
    const { toNetwork } = pixelMap(sector, size);
    const at = (imageX: number, imageY: number) => {
      const { x, y } = toNetwork(imageX, imageY);
      return data[Math.floor(y) * size + Math.floor(x)];
    };
    expect(at(70, 100)).toBeCloseTo(1, 5);
    expect(at(5, 20)).toBe(0);
    expect(at(-30, -30)).toBe(0);
    const wrong = data.filter((grey, i) => (mask[i] ? grey < 0.2 : grey > 0.8));
    expect(wrong).toHaveLength(0);
  });

  it('repeats the grey value in every channel, from 0 to 1', () => {
    const sector = boxSector({ x: 0, y: 0, width: 240, height: 240 });
    const frame = greyFrame((x, y) => (x * 7 + y * 3) % 256);
    const one = prepareImage(frame, sector, { size: 64, channels: 1 }).data;
    const three = prepareImage(frame, sector, { size: 64, channels: 3 }).data;
    expect(three).toHaveLength(3 * one.length);
    expect(three.filter((_, i) => i % 3 === 1)).toEqual(one);
    expect(Math.min(...one)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...one)).toBeLessThanOrEqual(1);
  });

  it('prepares the same image from grey, RGB and RGBA', () => {
    const sector = boxSector({ x: 10, y: 0, width: 240, height: 240 });
    const grey = greyFrame((x, y) => (x * 7 + y * 3) % 256);
    const rgb = inColour(grey, () => undefined);
    const rgba: FramePixels = {
      ...grey,
      channels: 4,
      data: Uint8ClampedArray.from({ length: grey.data.length * 4 }, (_, i) =>
        i % 4 === 3 ? 255 : grey.data[i >> 2],
      ),
    };
    const [a, b, c] = [grey, rgb, rgba].map(
      (frame) => prepareImage(frame, sector, { size: 99, channels: 1 }).data,
    );
    expect(b).toEqual(a);
    expect(c).toEqual(a);
  });

  it('fills a green trace and its edge from the surrounding pixels', () => {
    const sector = boxSector({ x: 20, y: 20, width: 200, height: 200 });
    const grey = greyFrame((x) => (x < 100 ? 80 : 120));
    const traced = inColour(grey, (_, y) => {
      const distance = Math.abs(y - 100);
      if (distance > 1) {
        return undefined;
      }
      return distance === 0 ? [20, 230, 60] : [70, 110, 75];
    });
    const format = { size: 200, channels: 1 };
    const clean = prepareImage(grey, sector, format).data;
    const cleaned = prepareImage(traced, sector, format).data;
    const worst = Math.max(...cleaned.map((value, i) => Math.abs(value - clean[i])));
    expect(worst).toBeLessThan(0.1);
    expect(cleaned[80 * 200 + 30]).toBeCloseTo(80 / 255, 2);
  });

  it('blackens the interior of a coloured patch', () => {
    const sector = boxSector({ x: 20, y: 20, width: 200, height: 200 });
    const patched = inColour(
      greyFrame(() => 100),
      (x, y) => (Math.max(Math.abs(x - 100), Math.abs(y - 100)) < 15 ? [255, 0, 0] : undefined),
    );
    const { data } = prepareImage(patched, sector, { size: 200, channels: 1 });
    expect(data[80 * 200 + 80]).toBe(0);
  });

  it('keeps the brightness of tinted B-mode', () => {
    const sector = { ...boxSector({ x: 0, y: 0, width: 240, height: 240 }), tinted: true };
    const sepia = inColour(
      greyFrame(() => 0),
      () => [200, 140, 60],
    );
    const { data } = prepareImage(sepia, sector, { size: 60, channels: 1 });
    expect(data[30 * 60 + 30]).toBeCloseTo((0.299 * 200 + 0.587 * 140 + 0.114 * 60) / 255, 2);
  });

  it('rejects a frame of another size than the sector was located in', () => {
    const sector = boxSector({ x: 0, y: 0, width: 240, height: 240 });
    expect(() =>
      prepareImage(
        greyFrame(() => 0, 100, 100),
        sector,
        { size: 60, channels: 1 },
      ),
    ).toThrow('A frame has 100 x 100 pixels');
  });
});
