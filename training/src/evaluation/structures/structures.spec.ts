import { describe, expect, it } from '@jest/globals';
import { randomStream } from '@echonet/models/random';
import { occlude } from './occlude';
import { movedRegion } from './moved-region';
import { areaOf, dilated, shareInside, structureRegion } from './region';

const size = 32;
const at = (row: number, column: number) => row * size + column;
const image = (inside: (row: number, column: number) => boolean) =>
  Uint8Array.from({ length: size * size }, (_, i) =>
    Number(inside(Math.floor(i / size), i % size)),
  );
const sector = image((row, column) => Math.abs(column - 16) <= row / 2);
const stripe = image((row, column) => row >= 14 && row < 26 && column >= 12 && column < 15);

describe('structureRegion', () => {
  it("selects the structure's codes with a margin, inside the sector", () => {
    const codes = stripe.map((inside) => (inside ? 2 : 1));
    const names = ['none', 'LV', 'lead'];
    const lead = { name: 'lead', structures: ['lead'] };
    expect(structureRegion(codes, names, lead, sector)).toEqual(stripe);
    const wider = structureRegion(codes, names, { ...lead, margin: 1 / size }, sector);
    expect(areaOf(wider)).toBe(14 * 3 + 12 * 2);
    const absent = { name: 'right atrium', structures: ['RA'] };
    expect(areaOf(structureRegion(codes, names, absent, sector))).toBe(0);
    const everywhere = { name: 'ventricle', structures: ['LV', 'lead'] };
    expect(structureRegion(codes, names, everywhere, sector)).toEqual(sector);
  });
});

describe('dilated', () => {
  it('adds a disk around every pixel and stays in the image', () => {
    const corner = image((row, column) => row === 0 && column === 0);
    expect(areaOf(dilated(corner, 2))).toBe(6);
    const middle = image((row, column) => row === 9 && column === 9);
    expect(areaOf(dilated(middle, 2))).toBe(13);
  });
});

describe('shareInside', () => {
  it('is the area share for a uniform map and 1 for a map on the structure', () => {
    const even = Float32Array.from(sector);
    expect(shareInside(even, stripe)).toBeCloseTo(areaOf(stripe) / areaOf(sector), 6);
    expect(shareInside(Float32Array.from(stripe), stripe)).toBe(1);
    expect(shareInside(new Float32Array(size * size), stripe)).toBeNaN();
  });
});

describe('occlude', () => {
  const greyValues = Float32Array.from({ length: size * size }, (_, i) =>
    stripe[i] ? 1 : sector[i] ? 0.2 + 0.01 * (i % 7) : 0,
  );

  it('fills only the region with black', () => {
    const occluded = occlude(greyValues, stripe, sector, 'mask');
    expect(occluded).toEqual(greyValues.map((grey, i) => (stripe[i] ? 0 : grey)));
  });

  it('continues the surroundings into the region', () => {
    const occluded = occlude(greyValues, stripe, sector, 'surroundings');
    const behind = occluded.filter((_, i) => stripe[i]);
    expect(occluded.map((grey, i) => (stripe[i] ? greyValues[i] : grey))).toEqual(greyValues);
    expect(Math.min(...behind)).toBeCloseTo(0.2, 6);
    expect(Math.max(...behind)).toBeLessThan(0.3);
    // Mirrored at the left border.
    expect(occluded[at(20, 12)]).toBe(greyValues[at(20, 10)]);
  });

  it('treats the channels of a pixel alike', () => {
    const three = Float32Array.from(
      { length: 3 * greyValues.length },
      (_, i) => greyValues[Math.floor(i / 3)],
    );
    const occluded = occlude(three, stripe, sector, 'surroundings');
    const one = occlude(greyValues, stripe, sector, 'surroundings');
    expect(occluded).toEqual(three.map((_, i) => one[Math.floor(i / 3)]));
  });

  it('is black without surroundings', () => {
    const occluded = occlude(greyValues, sector, sector, 'surroundings');
    expect(Math.max(...occluded)).toBe(0);
  });
});

describe('movedRegion', () => {
  it('is the same shape inside the sector, apart from the region', () => {
    for (let seed = 0; seed < 5; seed++) {
      const moved = movedRegion(stripe, sector, randomStream('moved', seed))!;
      expect(areaOf(moved)).toBeGreaterThanOrEqual(0.95 * areaOf(stripe));
      expect(moved.some((inside, i) => inside && (stripe[i] || !sector[i]))).toBe(false);
    }
  });

  it('is undefined when the region fills the sector', () => {
    expect(movedRegion(sector, sector, Math.random)).toBeUndefined();
  });
});
