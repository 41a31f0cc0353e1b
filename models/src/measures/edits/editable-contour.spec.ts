import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { areaOf } from '../../image/polygon';
import { fractionPercent } from '../beats/beat';
import { exampleHeart, heartFields } from '../heart-fixture';
import { isMeasured, measureFrame, type FrameMeasures } from '../measure-frame';
import { distance } from '../polygon-measures';
import {
  apexControl,
  apexOf,
  controlCount,
  controlPoints,
  editableContour,
  hingesOf,
  moveControls,
} from './editable-contour';

function measured(angle = 0): FrameMeasures {
  const reading = measureFrame(heartFields({ ...exampleHeart, angle }));
  if (!isMeasured(reading)) {
    throw new Error(reading.reason);
  }
  return reading;
}

const still = Array.from({ length: controlCount }, () => ({ x: 0, y: 0 }));
const angle = fc.double({ min: -0.6, max: 0.6, noNaN: true });
const length = fc.double({ min: -4, max: 4, noNaN: true });
const control = fc.nat(controlCount - 1);

describe('an editable contour', () => {
  it('has the shape of the contour it was made from, with points at hinges and apex', () => {
    fc.assert(
      fc.property(angle, fc.boolean(), (turn, isReversed) => {
        const found = measured(turn);
        const outline = found.contours.LV?.outline ?? [];
        const LV = { outline: isReversed ? [...outline].reverse() : outline, holes: [] };
        const contour = editableContour({ ...found, contours: { LV } })!;
        expect(areaOf(contour.outline)).toBeCloseTo(areaOf(outline), 6);
        expect(controlPoints(contour)).toHaveLength(controlCount);
        const near = (a: typeof found.apex, b: typeof found.apex) =>
          expect(distance(a, b)).toBeLessThan(1e-6);
        near(apexOf(contour), found.apex);
        near(hingesOf(contour)[0], found.annulus.hinges[0]);
        near(hingesOf(contour)[1], found.annulus.hinges[1]);
      }),
      { numRuns: 20 },
    );
  });

  it('of the atrium runs from hinge to hinge over the roof', () => {
    const found = measured();
    const contour = editableContour(found, 'LA')!;
    const outline = found.contours.LA!.outline;
    expect(areaOf(contour.outline)).toBeCloseTo(areaOf(outline), 6);
    const points = controlPoints(contour);
    expect(points).toHaveLength(controlCount);
    // The roof lies between two points of the border, which are less than a pixel apart.
    expect(distance(points[apexControl], found.atrium!.roof)).toBeLessThan(1);
    expect(points[0].x).toBeLessThan(points[controlCount - 1].x);
    expect(editableContour({ ...found, atrium: undefined }, 'LA')).toBeUndefined();
  });

  it('has its points evenly along each side', () => {
    const points = controlPoints(editableContour(measured())!);
    const steps = points.slice(1).map((point, i) => distance(point, points[i]));
    const left = steps.slice(0, apexControl);
    // Chords of a bent side are shorter than the way along it.
    expect(Math.max(...left) / Math.min(...left)).toBeLessThan(1.15);
  });

  it('does not exist where hinges and apex are one point', () => {
    const found = measured();
    const [hinge] = found.annulus.hinges;
    expect(editableContour({ ...found, apex: hinge })).toBeUndefined();
    expect(editableContour({ ...found, contours: {} })).toBeUndefined();
  });

  it('exists where both hinges are one point', () => {
    const found = measured();
    const [hinge] = found.annulus.hinges;
    const annulus = { ...found.annulus, hinges: [hinge, hinge] as const };
    const contour = editableContour({ ...found, annulus })!;
    expect(areaOf(contour.outline)).toBeCloseTo(areaOf(found.contours.LV!.outline), 6);
  });
});

describe('moving control points', () => {
  const contour = editableContour(measured())!;

  it('moves each of them by exactly its displacement', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ x: length, y: length }), {
          minLength: controlCount,
          maxLength: controlCount,
        }),
        (by) => {
          const before = controlPoints(contour);
          controlPoints(moveControls(contour, by)).forEach((point, k) => {
            expect(point.x).toBeCloseTo(before[k].x + by[k].x, 9);
            expect(point.y).toBeCloseTo(before[k].y + by[k].y, 9);
          });
        },
      ),
    );
  });

  it('leaves the contour as it is beyond the second neighbours of a moved point', () => {
    fc.assert(
      fc.property(control, length, length, (k, x, y) => {
        const by = still.map((none, i) => (i === k ? { x, y } : none));
        const moved = moveControls(contour, by);
        const isNear = (i: number) =>
          i >= contour.controls[Math.max(0, k - 2)] &&
          i <= contour.controls[Math.min(controlCount - 1, k + 2)];
        const isBase = (i: number) => i > contour.controls[controlCount - 1];
        contour.outline.forEach((point, i) => {
          if (!isNear(i) && !isBase(i)) {
            expect(moved.outline[i]).toEqual(point);
          }
        });
        // The base follows its hinges alone.
        if (k > 0 && k < controlCount - 1) {
          const base = contour.controls[controlCount - 1];
          expect(moved.outline.slice(base + 1)).toEqual(contour.outline.slice(base + 1));
        }
      }),
    );
  });

  it('shifts the whole contour when all points move alike', () => {
    const moved = moveControls(
      contour,
      still.map(() => ({ x: 3, y: -2 })),
    );
    moved.outline.forEach(({ x, y }, i) => {
      expect(x).toBeCloseTo(contour.outline[i].x + 3, 9);
      expect(y).toBeCloseTo(contour.outline[i].y - 2, 9);
    });
  });

  it('enlarges the area about as far as a side moves outwards', () => {
    const by = still.map((none, k) => (k > 0 && k < apexControl ? { x: -2, y: 0 } : none));
    const share = fractionPercent(
      areaOf(moveControls(contour, by).outline),
      areaOf(contour.outline),
    );
    // 2 of the half-width of 15 pixels on one side, less at both of its ends.
    expect(share).toBeGreaterThan(4);
    expect(share).toBeLessThan(8);
  });
});
