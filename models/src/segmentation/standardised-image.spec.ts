import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { standardisedImage } from './standardised-image';

describe('standardisedImage', () => {
  it('hardly changes with the gain of the scanner', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.7, max: 1.4, noNaN: true }), (gain) => {
        const image = Float32Array.from({ length: 400 }, (_, i) =>
          i < 100 ? 0 : 0.2 + (i % 50) / 125,
        );
        const plain = standardisedImage(image);
        const louder = standardisedImage(image.map((grey) => grey * gain));
        const differences = plain.map((value, i) => Math.abs(value - louder[i]));
        expect(Math.max(...differences)).toBeLessThan(0.15);
      }),
    );
  });

  it('leaves out what is black, and gives what has an echo the mean 0', () => {
    const image = Float32Array.from({ length: 1000 }, (_, i) =>
      i < 600 ? 0 : 0.3 + (i % 2) * 0.4,
    );
    const inside = standardisedImage(image).subarray(600);
    expect(inside.reduce((sum, value) => sum + value, 0) / inside.length).toBeCloseTo(0, 5);
    expect(Math.max(...inside)).toBeGreaterThan(0.85);
  });

  it('stays finite for black images and images of one grey value', () => {
    for (const grey of [0, 0.5, 1]) {
      const values = standardisedImage(new Float32Array(100).fill(grey));
      expect(values.every((value) => Number.isFinite(value) && Math.abs(value) <= 4)).toBe(true);
    }
  });
});
