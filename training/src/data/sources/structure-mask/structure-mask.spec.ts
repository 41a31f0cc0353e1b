import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { measuredLabels } from './measured-labels';
import { codesAt, toCodes, type StructureMask } from './structure-mask';

const [Rows, Columns] = [300, 200];

/** A half-ellipse of a ventricle over a round atrium; half-axes of the ventricle in pixels. */
function heart(across: number, along: number): StructureMask {
  const codes = Uint8Array.from({ length: Rows * Columns }, (_, i) => {
    const x = (i % Columns) + 0.5 - Columns / 2;
    const y = Math.floor(i / Columns) + 0.5 - 200;
    if (y < 0 && (x / across) ** 2 + (y / along) ** 2 < 1) {
      return 1;
    }
    return y >= 0 && x ** 2 + (y - 35) ** 2 < 35 ** 2 ? 3 : 0;
  });
  return { Rows, Columns, codes };
}

describe('measuredLabels', () => {
  it('measures volumes of bodies of revolution in mL', () => {
    const { EDV, ESV, EF, LAVolume } = measuredLabels(heart(50, 160), heart(40, 140), 0.5);
    // Half a spheroid: 2/3 pi a^2 b, in pixels of 0.05 cm.
    const volume = (across: number, along: number) =>
      (2 / 3) * Math.PI * across ** 2 * along * 0.05 ** 3;
    expect(EDV / volume(50, 160)).toBeCloseTo(1, 1);
    expect(ESV / volume(40, 140)).toBeCloseTo(1, 1);
    expect(EF).toBeCloseTo(100 * (1 - (40 ** 2 * 140) / (50 ** 2 * 160)), 0);
    // A sphere by area and length: 0.85 A^2 / L.
    expect(LAVolume / ((0.85 * (Math.PI * 35 ** 2) ** 2 * 0.05 ** 3) / 70)).toBeCloseTo(1, 1);
  });

  it('knows the ejection fraction alone without a scale, and nothing without a ventricle', () => {
    const labels = measuredLabels(heart(50, 160), heart(40, 140));
    expect(Object.keys(labels)).toEqual(['EF']);
    const none = { Rows, Columns, codes: new Uint8Array(Rows * Columns) };
    expect(measuredLabels(heart(50, 160), none, 0.5)).toEqual({});
  });

  it('leaves out what cannot be true', () => {
    const { EDV, EF } = measuredLabels(heart(40, 140), heart(50, 160), 20);
    expect([EDV, EF]).toEqual([undefined, undefined]);
  });
});

describe('codesAt', () => {
  it('gives the code of the pixel around each point, and 0 outside the frame', () => {
    const mask = { Rows: 2, Columns: 3, codes: Uint8Array.of(1, 2, 3, 4, 5, 1) };
    const coordinate = fc.double({ min: -2, max: 5, noNaN: true }).map(Math.fround);
    fc.assert(
      fc.property(coordinate, coordinate, (x, y) => {
        const points = { x: Float32Array.of(x), y: Float32Array.of(y), spacing: 1 };
        const isInside = x >= 0 && x < 3 && y >= 0 && y < 2;
        const expected = isInside ? mask.codes[Math.floor(y) * 3 + Math.floor(x)] : 0;
        expect(codesAt(mask, points)[0]).toBe(expected);
      }),
    );
  });
});

describe('toCodes', () => {
  it('names the first value that is no label, and its place', () => {
    expect(() => toCodes([0, 1, 1, 0, 1, 1.5], 3, ['none', 'LV'])).toThrow(
      'its value 1.5 at column 3, row 2 is no label (0 none, 1 LV)',
    );
    expect(() => toCodes([0, NaN], 2, ['none', 'LV'])).toThrow('its value NaN');
    expect([...toCodes([0, 1], 2, ['none', 'LV'])]).toEqual([0, 1]);
  });
});
