import { describe, expect, it } from '@jest/globals';
import { isMeasured, measureFrame, type StructureField } from '@echonet/models/measures';
import { controlPlace, orientationOf } from './control-place';

const size = 60;

/** An upright LV whose first hinge is that on the left, as drawn from its labels turned in the image. */
function firstHinge({ upsideDown, mirrored }: { upsideDown: boolean; mirrored: boolean }) {
  const field = (isInside: (x: number, y: number) => boolean): StructureField => ({
    columns: size,
    rows: size,
    values: Float32Array.from({ length: size * size }, (_, i) => {
      const [column, row] = [i % size, Math.floor(i / size)];
      const x = mirrored ? size - 1 - column : column;
      const y = upsideDown ? size - 1 - row : row;
      return isInside(x, y) ? 1 : -1;
    }),
  });
  const reading = measureFrame({
    LV: field((x, y) => Math.hypot((x - 30) / 9, (y - 35) / 25) < 1 && y < 35),
    LA: field((x, y) => Math.hypot((x - 30) / 9, (y - 35) / 14) < 1 && y >= 35),
  });
  if (!isMeasured(reading)) {
    throw new Error(reading.reason);
  }
  const [{ x }] = reading.annulus.hinges;
  const xAsUsual = mirrored ? size - x : x;
  // The septum is on the left of an A4C displayed as usual.
  return xAsUsual < 30 ? 'septal' : 'lateral';
}

describe('the name of a control point', () => {
  it.each([
    [false, false],
    [true, false],
    [false, true],
    [true, true],
  ])('fits the anatomy of an image upside down: %p, mirrored: %p', (upsideDown, mirrored) => {
    const turn = { upsideDown, mirrored };
    const { side } = controlPlace('LV', 0, orientationOf(true, turn));
    expect(side).toBe(firstHinge(turn));
  });

  it('says left and right where the view is unknown', () => {
    expect(controlPlace('LV', 10, orientationOf(false))).toEqual({
      structure: 'LV',
      at: 'hinge',
      side: 'right',
    });
    expect(controlPlace('LA', 7, orientationOf(true))).toEqual({
      structure: 'LA',
      at: 'wall',
      side: 'lateral',
      n: 3,
    });
  });
});
