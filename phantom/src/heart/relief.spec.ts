import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { relief } from './relief';

const wave = fc.record({
  lobes: fc.constantFrom(2 as const, 3 as const),
  amplitude: fc.double({ min: -0.15, max: 0.15, noNaN: true }),
  start: fc.double({ min: 0, max: 6, noNaN: true }),
  turn: fc.double({ min: -6, max: 6, noNaN: true }),
});

describe('the relief of a chamber', () => {
  it('leaves the area of every cross-section as it is', () => {
    fc.assert(
      fc.property(
        fc.array(wave, { maxLength: 4 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (waves, part) => {
          const uneven = relief(waves);
          const steps = 360;
          let area = 0;
          for (let step = 0; step < steps; step++) {
            const angle = (2 * Math.PI * step) / steps;
            area += uneven(2 * Math.cos(angle), 2 * Math.sin(angle), 4, part) / steps;
          }
          expect(area).toBeCloseTo(1, 9);
        },
      ),
    );
  });

  it('is smooth at both ends', () => {
    const uneven = relief([{ lobes: 2, amplitude: 0.1, start: 0, turn: 1 }]);
    expect(uneven(1, 0, 1, 0)).toBe(1);
    expect(uneven(1, 0, 1, 1)).toBe(1);
    expect(uneven(1, 0, 1, 0.5)).toBeGreaterThan(1.05);
  });
});
