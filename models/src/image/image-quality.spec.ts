import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { imageQuality } from './image-quality';

const size = 20;
const image = (greyOf: (pixel: number) => number, channels = 1) => ({
  size,
  channels,
  data: Float32Array.from({ length: size * size * channels }, (_, i) =>
    greyOf(Math.floor(i / channels)),
  ),
});
const everywhere = new Uint8Array(size * size).fill(1);

describe('the quality of images', () => {
  it('depends only on the pixels inside the sector', () => {
    const half = everywhere.map((_, pixel) => (pixel < 200 ? 1 : 0));
    const greyValues = image((pixel) => (pixel < 200 ? 0.5 : pixel % 2));
    expect(imageQuality([greyValues], half)).toEqual({ contrast: 0, blackShare: 0, whiteShare: 0 });
  });

  it('counts black and white pixels', () => {
    const greyValues = image((pixel) => (pixel < 100 ? 0 : pixel < 140 ? 1 : 0.4));
    expect(imageQuality([greyValues], everywhere)).toEqual({
      contrast: 1,
      blackShare: 0.25,
      whiteShare: 0.1,
    });
  });

  it('covers all images together, however many channels they have', () => {
    const [dark, light] = [image(() => 0.2, 3), image(() => 0.6, 3)];
    const { contrast } = imageQuality([dark, light], everywhere);
    expect(contrast).toBeCloseTo(0.4, 2);
  });

  it('has the contrast of the percentiles of the sorted grey values', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 400, maxLength: 400 }),
        (bytes) => {
          const sorted = [...bytes].sort((a, b) => a - b);
          const { contrast } = imageQuality([image((i) => bytes[i] / 255)], everywhere);
          expect(contrast).toBeCloseTo((sorted[379] - sorted[19]) / 255, 6);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('is 0 where there is no sector', () => {
    expect(imageQuality([image(() => 1)], new Uint8Array(size * size))).toEqual({
      contrast: 0,
      blackShare: 0,
      whiteShare: 0,
    });
  });
});
