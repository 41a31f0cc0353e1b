import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { toDisplayValues } from './display-values';

const size = 40;
const everywhere = new Uint8Array(size * size).fill(1);
const pixelAt = (x: number, y: number) => y * size + x;

describe('display values of a saliency map', () => {
  it('are highest where the saliency is', () => {
    const saliency = new Float32Array(size * size).fill(0.001);
    saliency[pixelAt(12, 30)] = 5;
    const displayValues = toDisplayValues(saliency, everywhere);
    expect(Math.max(...displayValues)).toBe(255);
    expect(displayValues[pixelAt(12, 30)]).toBe(255);
    expect(displayValues[pixelAt(30, 12)]).toBeLessThan(20);
  });

  it('are zero outside the sector, whatever the saliency there', () => {
    fc.assert(
      fc.property(
        fc.array(fc.float({ min: 0, max: 100, noNaN: true }), {
          minLength: size * size,
          maxLength: size * size,
        }),
        fc.nat(size - 1),
        (values, firstRow) => {
          const mask = everywhere.map((_, pixel) => (pixel >= firstRow * size ? 1 : 0));
          const displayValues = toDisplayValues(Float32Array.from(values), mask);
          expect(displayValues.every((value, pixel) => mask[pixel] === 1 || value === 0)).toBe(
            true,
          );
        },
      ),
      { numRuns: 20 },
    );
  });

  it('do not depend on the scale of the saliency', () => {
    const saliency = Float32Array.from({ length: size * size }, (_, i) => (i * 37) % 101);
    const small = toDisplayValues(
      saliency.map((value) => value * 1e-6),
      everywhere,
    );
    expect(small).toEqual(toDisplayValues(saliency, everywhere));
  });

  it('are zero without saliency', () => {
    const displayValues = toDisplayValues(new Float32Array(size * size), everywhere);
    expect(displayValues.every((value) => value === 0)).toBe(true);
  });
});
