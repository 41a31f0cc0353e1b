import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { randomStream } from '@echonet/models/random';
import { drawAffine, echoSpread, warpCodes, warpGreyValues, type AffineSpread } from './affine';

const still: AffineSpread = {
  rotationDegrees: 0,
  scale: 0,
  stretch: 0,
  shear: 0,
  shift: 0,
  flipProbability: 0,
};

/** A disk on black, whose edge is one pixel wide. */
function disk(size: number, centreX: number, centreY: number, radius: number): Uint8Array {
  return Uint8Array.from({ length: size * size }, (_, i) => {
    const distance = Math.hypot((i % size) + 0.5 - centreX, Math.floor(i / size) + 0.5 - centreY);
    return 255 * Math.min(1, Math.max(0, radius - distance + 0.5));
  });
}

describe('drawAffine', () => {
  it('is the identity without spread', () => {
    const affine = drawAffine(randomStream('still'), still, 64, 64);
    const { xx, xy, x0, yx, yy, y0 } = affine;
    for (const [actual, expected] of [
      [xx, 1],
      [xy, 0],
      [x0, 0],
      [yx, 0],
      [yy, 1],
      [y0, 0],
    ]) {
      expect(actual).toBeCloseTo(expected, 12);
    }
  });

  it('flips left and right alone', () => {
    const affine = drawAffine(randomStream('flip'), { ...still, flipProbability: 1 }, 8, 8);
    const columns = Uint8Array.from({ length: 64 }, (_, i) => i % 8);
    expect([...warpCodes(columns, 8, 8, affine).subarray(0, 8)]).toEqual([7, 6, 5, 4, 3, 2, 1, 0]);
  });

  it('keeps the mean area over many draws within a tenth', () => {
    const random = randomStream('area');
    const areas = Array.from({ length: 2000 }, () => {
      const { xx, xy, yx, yy } = drawAffine(random, echoSpread, 96, 96);
      return Math.log(Math.abs(xx * yy - xy * yx));
    });
    const mean = areas.reduce((sum, area) => sum + area, 0) / areas.length;
    expect(Math.abs(mean)).toBeLessThan(0.1);
  });
});

describe('warping', () => {
  it('moves grey values and codes by one transform', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000 }), (seed) => {
        const [from, to] = [64, 48];
        const affine = drawAffine(
          randomStream(seed),
          { ...echoSpread, flipProbability: 0.5 },
          from,
          to,
        );
        const image = disk(from, 30, 35, 14);
        const codes = image.map((grey) => Number(grey >= 128));
        const grey = warpGreyValues(image, from, to, affine);
        const labels = warpCodes(codes, from, to, affine);
        const differing = grey.reduce(
          (count, value, i) => count + Number(value >= 0.5 !== (labels[i] === 1)),
          0,
        );
        // Interpolation and the nearest pixel differ along the edge alone.
        expect(differing).toBeLessThan(30);
      }),
      { numRuns: 50 },
    );
  });

  it('does not change an image that neither moves nor changes its size', () => {
    const affine = drawAffine(randomStream('still'), still, 32, 32);
    const image = disk(32, 16, 16, 9);
    const warped = warpGreyValues(image, 32, 32, affine);
    warped.forEach((value, i) => expect(value).toBeCloseTo(image[i] / 255, 6));
  });
});
