import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { exampleGrid, exampleHeart, heartFields, labelsOfFields, sample } from './heart-fixture';
import { isMeasured, measureFrame, type FrameMeasures } from './measure-frame';
import { fieldsOfLabels, type StructureFields } from './structure-field';

const measured = (fields: StructureFields, scale?: typeof exampleGrid): FrameMeasures => {
  const reading = measureFrame(fields, scale);
  if (!isMeasured(reading)) {
    throw new Error(reading.reason);
  }
  return reading;
};
const example = measured(heartFields(exampleHeart), exampleGrid);

/** Of half an ellipsoid of revolution, mL. */
const trueVolume = ({ length, halfWidth } = exampleHeart) =>
  ((2 / 3) * Math.PI * halfWidth ** 2 * length) / 1000;

/**
 * Pixels of prepared masks are about as large. Twice as large ones, as of the network's output, round
 * the length of a small ventricle by up to a pixel, which is 6 % of its volume.
 */
const maskGrid = { columns: 192, rows: 192, mmPerPixelX: 0.8, mmPerPixelY: 0.8 };

/** Anywhere in the grid, at any angle, half to three quarters of the example's size. */
const placedHearts = fc
  .record({
    angle: fc.double({ min: -Math.PI, max: Math.PI, noNaN: true }),
    x: fc.double({ min: 70, max: 84, noNaN: true }),
    y: fc.double({ min: 70, max: 84, noNaN: true }),
    size: fc.double({ min: 0.5, max: 0.75, noNaN: true }),
  })
  .map(({ angle, x, y, size }) => {
    const { length, halfWidth, wallThickness, atriumLength } = exampleHeart;
    return {
      angle,
      // The annulus lies below the middle of the heart.
      x: x - 15 * Math.sin(angle),
      y: y + 15 * Math.cos(angle),
      length: size * length,
      halfWidth: size * halfWidth,
      wallThickness: size * wallThickness,
      atriumLength: size * atriumLength,
    };
  });

const relative = (value: number, truth: number) => Math.abs(value / truth - 1);

describe('measureFrame', () => {
  it('measures half an ellipsoid to a fraction of a pixel', () => {
    const { ventricle, atrium, wallArea, annulus, apex } = example;
    expect(ventricle.unit).toBe('cm');
    expect(relative(ventricle.volumeDisks, trueVolume())).toBeLessThan(0.01);
    expect(relative(ventricle.volumeAreaLength, trueVolume())).toBeLessThan(0.01);
    expect(Math.abs(ventricle.length - 8)).toBeLessThan(0.02);
    expect(relative(ventricle.area, (Math.PI / 2) * 8 * 2.4)).toBeLessThan(0.005);
    expect(relative(atrium?.size.area ?? 0, (Math.PI / 2) * 4.5 * 2.4)).toBeLessThan(0.005);
    expect(Math.abs((atrium?.size.length ?? 0) - 4.5)).toBeLessThan(0.02);
    expect(relative(wallArea ?? 0, (Math.PI / 2) * (9 * 3.4 - 8 * 2.4))).toBeLessThan(0.01);
    expect(annulus.foundBy).toBe('atrium and wall');
    const [left, right] = annulus.hinges;
    expect(Math.hypot(left.x - 51 / 1.6, left.y - 100 / 1.6)).toBeLessThan(1);
    expect(Math.hypot(right.x - 99 / 1.6, right.y - 100 / 1.6)).toBeLessThan(1);
    expect(Math.hypot(apex.x - 75 / 1.6, apex.y - 20 / 1.6)).toBeLessThan(1);
  });

  it('gives the same at any place, angle and size', () => {
    fc.assert(
      fc.property(placedHearts, (heart) => {
        const { ventricle, atrium, annulus } = measured(heartFields(heart), exampleGrid);
        expect(annulus.foundBy).toBe('atrium and wall');
        expect(relative(ventricle.volumeDisks, trueVolume(heart))).toBeLessThan(0.02);
        expect(relative(ventricle.volumeAreaLength, trueVolume(heart))).toBeLessThan(0.02);
        // A quarter of a grid pixel of the smallest heart.
        expect(relative(10 * ventricle.length, heart.length)).toBeLessThan(0.015);
        expect(relative(10 * (atrium?.size.length ?? 0), heart.atriumLength)).toBeLessThan(0.02);
      }),
      { numRuns: 25 },
    );
  });

  it('gives the same from labels, within a few hundredths', () => {
    fc.assert(
      fc.property(placedHearts, (heart) => {
        const { columns, rows } = maskGrid;
        const labels = labelsOfFields(heartFields(heart, maskGrid));
        const { ventricle } = measured(fieldsOfLabels(labels, columns, rows), maskGrid);
        expect(relative(ventricle.volumeDisks, trueVolume(heart))).toBeLessThan(0.05);
        expect(
          relative(ventricle.area * 100, (Math.PI / 2) * heart.length * heart.halfWidth),
        ).toBeLessThan(0.03);
      }),
      { numRuns: 20 },
    );
  });

  it('measures pixels that are not square', () => {
    const grid = { columns: 64, rows: 110, mmPerPixelX: 2.4, mmPerPixelY: 1.4 };
    const heart = { ...exampleHeart, angle: 0.4 };
    const { ventricle, annulus } = measured(heartFields(heart, grid), grid);
    expect(relative(ventricle.volumeDisks, trueVolume())).toBeLessThan(0.02);
    expect(relative(ventricle.length, 8)).toBeLessThan(0.01);
    expect(annulus.midpoint.x).toBeCloseTo(75 / 2.4, 0);
    expect(annulus.midpoint.y).toBeCloseTo(100 / 1.4, 0);
  });

  it('measures in pixels without a scale: the cube of a pixel is the same share', () => {
    const { ventricle } = measured(heartFields(exampleHeart));
    expect(ventricle.unit).toBe('pixel');
    expect(ventricle.volumeDisks * 0.16 ** 3).toBeCloseTo(example.ventricle.volumeDisks, 6);
    expect(ventricle.length * 0.16).toBeCloseTo(example.ventricle.length, 6);
  });

  it('orders the hinges by the side of the axis, however the heart is turned', () => {
    fc.assert(
      fc.property(placedHearts, (heart) => {
        const { annulus } = measured(heartFields(heart), exampleGrid);
        const [left, right] = annulus.hinges;
        const across =
          (right.x - left.x) * Math.cos(heart.angle) + (right.y - left.y) * Math.sin(heart.angle);
        expect(across * 1.6).toBeGreaterThan(1.6 * heart.halfWidth);
      }),
      { numRuns: 10 },
    );
  });

  const withoutPart = (missing: readonly ('LA' | 'LVWall')[]) => {
    const fields = heartFields(exampleHeart);
    const kept = Object.entries(fields).filter(([name]) => !missing.some((one) => one === name));
    return measured(Object.fromEntries(kept), exampleGrid);
  };

  it.each([
    { missing: ['LVWall'] as const, foundBy: 'atrium', tolerance: 0.08 },
    { missing: ['LA'] as const, foundBy: 'wall', tolerance: 0.06 },
    { missing: ['LA', 'LVWall'] as const, foundBy: 'shape', tolerance: 0.12 },
  ])('finds the annulus without $missing', ({ missing, foundBy, tolerance }) => {
    const { annulus, ventricle } = withoutPart(missing);
    expect(annulus.foundBy).toBe(foundBy);
    expect(relative(ventricle.volumeDisks, trueVolume())).toBeLessThan(tolerance);
  });

  it('keeps the annulus where a leaflet is taken for wall', () => {
    const fields = heartFields(exampleHeart);
    const leaflet = sample(exampleHeart, exampleGrid, (x, y) =>
      Math.min(3 - Math.abs(x - 6), 3 - Math.abs(y)),
    ).values;
    const { LV, LVWall, LA } = fields as Required<StructureFields>;
    const leaflets = {
      LV: { ...LV, values: LV.values.map((value, i) => Math.min(value, -leaflet[i])) },
      LA: { ...LA, values: LA.values.map((value, i) => Math.min(value, -leaflet[i])) },
      LVWall: { ...LVWall, values: LVWall.values.map((value, i) => Math.max(value, leaflet[i])) },
    };
    const { annulus, contours } = measured(leaflets, exampleGrid);
    expect(annulus.midpoint.x).toBeCloseTo(example.annulus.midpoint.x, 0);
    expect(annulus.midpoint.y).toBeCloseTo(example.annulus.midpoint.y, 0);
    expect(contours.LVWall?.outline.length).toBe(example.contours.LVWall?.outline.length);
  });

  it('leaves out smaller parts and holes of the LV', () => {
    const fields = heartFields(exampleHeart);
    const { LV } = fields as Required<StructureFields>;
    const speck = sample(
      { ...exampleHeart, x: 130, y: 20 },
      exampleGrid,
      (x, y) => 8 - Math.hypot(x, y),
    );
    const hole = sample(exampleHeart, exampleGrid, (x, y) => Math.hypot(x, y - 30) - 6);
    const values = LV.values.map((value, i) =>
      Math.max(speck.values[i], Math.min(value, hole.values[i])),
    );
    const { ventricle } = measured({ ...fields, LV: { ...LV, values } }, exampleGrid);
    const { unit, ...sizes } = example.ventricle;
    expect(ventricle.unit).toBe(unit);
    for (const [name, size] of Object.entries(sizes)) {
      expect(ventricle[name as keyof typeof sizes]).toBeCloseTo(size, 10);
    }
  });

  it('says why a frame without an LV has no measures', () => {
    const { LA, LVWall } = heartFields(exampleHeart);
    const reason = { reason: expect.stringMatching(/No left ventricle/) };
    expect(measureFrame({ LA, LVWall })).toEqual(reason);
    expect(measureFrame({})).toEqual(reason);
    const empty = sample(exampleHeart, exampleGrid, () => -1);
    expect(measureFrame({ LV: empty, LA })).toEqual(reason);
    const speck = sample(exampleHeart, exampleGrid, (x, y) => 2 - Math.hypot(x, y));
    expect(measureFrame({ LV: speck, LA })).toEqual(reason);
  });

  it('measures an LV that leaves the grid, its contour closed along the edge', () => {
    const heart = { ...exampleHeart, x: 10 };
    const { contours, ventricle } = measured(heartFields(heart), exampleGrid);
    expect(ventricle.area).toBeLessThan(example.ventricle.area);
    expect(Math.min(...(contours.LV?.outline ?? []).map(({ x }) => x))).toBe(0);
  });

  it('refuses a scale that is no size', () => {
    const scale = { mmPerPixelX: 0, mmPerPixelY: 1 };
    expect(() => measureFrame(heartFields(exampleHeart), scale)).toThrow(RangeError);
  });
});
