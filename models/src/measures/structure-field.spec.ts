import { describe, expect, it } from '@jest/globals';
import { contourArea, contourOf, partsOf } from './contour';
import { exampleGrid, exampleHeart, insideEllipse, sample } from './heart-fixture';
import { fieldAt, fieldsOfLabels, fieldsOfLogits } from './structure-field';

describe('fieldsOfLabels', () => {
  it('puts the border between pixels, and leaves out structures without a pixel', () => {
    const labels = Uint8Array.from({ length: 100 }, (_, i) => (i % 10 < 4 ? 1 : 2));
    const fields = fieldsOfLabels(labels, 10, 10);
    expect(Object.keys(fields)).toEqual(['LV', 'LVWall']);
    const { LV, LVWall } = fields;
    expect(LV && fieldAt(LV, 4, 5)).toBe(0);
    expect(LV && fieldAt(LV, 2, 5)).toBe(1);
    expect(LVWall && fieldAt(LVWall, 4, 5)).toBe(0);
    expect(LVWall && fieldAt(LVWall, 9.9, 9.9)).toBe(1);
  });

  it('refuses labels of another size and codes without a structure', () => {
    expect(() => fieldsOfLabels(new Uint8Array(9), 3, 4)).toThrow(RangeError);
    expect(() => fieldsOfLabels(Uint8Array.of(0, 6), 2, 1)).toThrow(/code 6/);
  });
});

describe('fieldsOfLogits', () => {
  it('is the lead of a class over the best other', () => {
    const logits = Float32Array.of(1, 5, 2, 4, 3, 3.5);
    const { LV, LA } = fieldsOfLogits(logits, 2, 1, ['background', 'LV', 'LA']);
    expect(LV?.values).toEqual(Float32Array.of(3, -1));
    expect(LA?.values).toEqual(Float32Array.of(-3, -0.5));
  });

  it('refuses logits of another size, and a single class', () => {
    expect(() => fieldsOfLogits(new Float32Array(5), 2, 1, ['background', 'LV'])).toThrow(
      RangeError,
    );
    expect(() => fieldsOfLogits(new Float32Array(2), 2, 1, ['LV'])).toThrow(RangeError);
  });
});

describe('contourOf', () => {
  const ring = sample(exampleHeart, exampleGrid, (x, y) =>
    Math.min(insideEllipse(30, 30)(x, y), -insideEllipse(20, 20)(x, y)),
  );

  it('has the outline and the holes of the largest part', () => {
    const contour = contourOf(ring);
    expect(contour?.holes).toHaveLength(1);
    expect(contour && contourArea(contour) * 1.6 ** 2).toBeCloseTo(Math.PI * (900 - 400), -1);
  });

  it('is undefined where the structure is not', () => {
    const nowhere = sample(exampleHeart, exampleGrid, () => -1);
    expect(contourOf(nowhere)).toBeUndefined();
    expect(contourOf({ columns: 1, rows: 1, values: Float32Array.of(-1) })).toBeUndefined();
  });

  it('finds the edges of the grid where the structure fills it', () => {
    const contour = contourOf({ columns: 4, rows: 3, values: new Float32Array(12).fill(1) });
    expect(contour && contourArea(contour)).toBeCloseTo(11.5, 5);
  });

  it('orders parts by their area', () => {
    const values = ring.values.map((value, i) => (i % 96 < 5 && i < 96 * 5 ? 1 : value));
    const parts = partsOf({ ...ring, values });
    expect(parts.map(({ holes }) => holes.length)).toEqual([1, 0]);
  });
});
