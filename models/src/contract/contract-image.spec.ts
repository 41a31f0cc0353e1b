import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { FramePixels } from '../image/frame-pixels';
import { prepareImage } from '../image/preparation';
import { largestDifference } from '../testing/network-fixture';
import { fixtureImage } from './contract-fixture';
import type { ImageContract } from './contract-schema';
import { contractCrop, contractImage } from './contract-image';
import { madeClip, madeSector } from './made-clip';

const sector = madeSector;
const { Rows, Columns } = sector;
const [frame] = madeClip(1, 3);

const flat = (red: number, green: number, blue: number): FramePixels => ({
  Rows,
  Columns,
  channels: 3,
  data: Uint8Array.from({ length: Rows * Columns * 3 }, (_, i) => [red, green, blue][i % 3]),
});

describe('contractImage', () => {
  it('prepares what the project itself prepares where the contract asks for the same', () => {
    const own = prepareImage(frame, sector, { size: 24, channels: 1 });
    const image = contractImage(frame, sector, { ...fixtureImage, size: 24, mask: 'sector' });
    image.forEach((value, i) => expect(value).toBeCloseTo(own.data[i], 5));
  });

  it('standardises each channel in the order of the contract', () => {
    const colours: ImageContract = {
      ...fixtureImage,
      highest: 255,
      mean: [10, 20, 30],
      sd: [1, 2, 4],
    };
    const pixel = (channels: 'RGB' | 'BGR') =>
      [...contractImage(flat(100, 60, 40), sector, { ...colours, channels })]
        .slice(0, 3)
        .map((value) => Math.round(value * 1000) / 1000);
    expect(pixel('RGB')).toEqual([90, 20, 2.5]);
    expect(pixel('BGR')).toEqual([30, 20, 17.5]);
  });

  it('repeats grey values over three channels, and grey clips over colours', () => {
    const grey: FramePixels = {
      Rows,
      Columns,
      channels: 1,
      data: new Uint8Array(Rows * Columns).fill(51),
    };
    for (const channels of ['grey x 3', 'RGB'] as const) {
      const image = contractImage(grey, sector, {
        ...fixtureImage,
        channels,
        mean: [0, 0, 0],
        sd: [1, 1, 1],
      });
      expect(image).toHaveLength(8 * 8 * 3);
      image.forEach((value) => expect(value).toBeCloseTo(0.2, 5));
    }
  });

  it('masks before it standardises', () => {
    const image = contractImage(flat(255, 255, 255), sector, {
      ...fixtureImage,
      mask: 'sector',
      mean: [0.5],
      sd: [0.25],
    });
    // The corner is outside of the fan, the middle of a lower row is inside.
    expect(image[0]).toBeCloseTo(-2, 5);
    expect(image[5 * 8 + 4]).toBeCloseTo(2, 5);
  });

  it('hides occluded regions with and without a mask', () => {
    const all = [
      { x: 0, y: 0 },
      { x: Columns, y: 0 },
      { x: Columns, y: Rows },
      { x: 0, y: Rows },
    ];
    for (const mask of ['none', 'sector'] as const) {
      const image = contractImage(frame, { ...sector, occluded: [all] }, { ...fixtureImage, mask });
      expect(Math.max(...image)).toBe(0);
    }
  });

  it('turns the image as the sector says', () => {
    const turned = { ...sector, turn: { upsideDown: true, mirrored: false } };
    const plain = contractImage(frame, sector, fixtureImage);
    const image = contractImage(frame, turned, fixtureImage);
    expect([...image.slice(0, 8)]).toEqual([...plain.slice(56)]);
  });

  it('rejects a frame of another size than the clip', () => {
    const other = { ...frame, Rows: 10, Columns: 10, data: new Uint8Array(300) };
    expect(() => contractImage(other, sector, fixtureImage)).toThrow(
      'A frame has 10 x 10 pixels, where the clip',
    );
  });

  it('keeps flat frames flat inside the frame under every filter, crop and size', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 255 }),
        fc.constantFrom('antialiased' as const, 'linear' as const, 'cubic' as const),
        fc.integer({ min: 10, max: 40 }),
        fc.double({ min: -0.4, max: -0.05, noNaN: true }),
        (grey, filter, size, margin) => {
          const contract = { ...fixtureImage, size, filter, margin, crop: 'centre' as const };
          const image = contractImage(flat(grey, grey, grey), sector, contract);
          expect(image).toHaveLength(size * size);
          expect(
            largestDifference(
              image,
              image.map(() => grey / 255),
            ),
          ).toBeLessThan(0.5e-4);
        },
      ),
    );
  });

  it('stays within the range of its values on any image', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('antialiased' as const, 'linear' as const, 'cubic' as const),
        fc.constantFrom('sector' as const, 'centre' as const, 'whole' as const),
        fc.integer({ min: 1, max: 1000 }),
        (filter, crop, seed) => {
          const [made] = madeClip(1, seed);
          const image = contractImage(made, sector, { ...fixtureImage, size: 20, filter, crop });
          expect(Math.min(...image)).toBeGreaterThanOrEqual(0);
          expect(Math.max(...image)).toBeLessThanOrEqual(1);
        },
      ),
      { numRuns: 30 },
    );
  });
});

describe('contractCrop', () => {
  it('is the square of the sector, of the middle, or around the whole frame', () => {
    expect(contractCrop({ crop: 'sector', margin: 0 }, sector)).toEqual(sector.crop);
    expect(contractCrop({ crop: 'centre', margin: 0 }, sector)).toEqual({
      x: 8,
      y: 0,
      width: 144,
      height: 144,
    });
    expect(contractCrop({ crop: 'whole', margin: 0 }, sector)).toEqual({
      x: 0,
      y: -8,
      width: 160,
      height: 160,
    });
  });

  it('grows by a margin on each side and shrinks by a negative one', () => {
    const { x, width } = contractCrop({ crop: 'sector', margin: -0.1 }, sector);
    expect([x, width]).toEqual([32, 96]);
  });
});
