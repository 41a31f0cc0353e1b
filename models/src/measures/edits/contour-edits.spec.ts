import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { exampleHeart, heartFields } from '../heart-fixture';
import { measureFrame, type FrameReading } from '../measure-frame';
import { carriedTo, editedContours, startingContour } from './contour-edits';
import { controlCount, controlPoints, moveControls } from './editable-contour';

const reading = measureFrame(heartFields(exampleHeart));
const nothing: FrameReading = { reason: 'No left ventricle is delineated in this frame.' };
const frames = Array.from({ length: 21 }, () => reading);
const start = startingContour(frames, 0)!;

/** The contour with the point in the middle of one side moved. */
const drawn = (x: number, isCarried: boolean) => ({
  contour: moveControls(
    start,
    Array.from({ length: controlCount }, (_, k) => ({ x: k === 3 ? x : 0, y: 0 })),
  ),
  isCarried,
});

/** How far that point has moved in each frame. */
function shifts(edited: ReturnType<typeof editedContours>): number[] {
  const from = controlPoints(start)[3].x;
  return frames.map((_, frame) => {
    const contour = edited.get(frame)?.contour;
    return contour ? controlPoints(contour)[3].x - from : 0;
  });
}

describe('a contour that a reader drew', () => {
  it('changes its frame alone unless it is carried', () => {
    const edited = editedContours(frames, new Map([[5, drawn(4, false)]]), [0, 10, 20]);
    expect([...edited.keys()]).toEqual([5]);
    expect(edited.get(5)?.origin).toBe('drawn');
  });

  it('fades out until the next end-diastole or end-systole', () => {
    const edited = editedContours(frames, new Map([[10, drawn(4, true)]]), [0, 10, 20]);
    const moved = shifts(edited);
    expect(moved[10]).toBeCloseTo(4, 9);
    expect(moved[5]).toBeCloseTo(2, 9);
    expect(moved[15]).toBeCloseTo(2, 9);
    expect([moved[0], moved[20]]).toEqual([0, 0]);
    for (let frame = 11; frame < 20; frame++) {
      expect(moved[frame]).toBeLessThan(moved[frame - 1]);
      expect(edited.get(frame)?.origin).toBe('carried');
    }
  });

  it('passes into the next drawn one where both are alike', () => {
    const both = new Map([
      [4, drawn(4, true)],
      [10, drawn(4, true)],
    ]);
    const moved = shifts(editedContours(frames, both, [0, 20]));
    for (let frame = 4; frame <= 10; frame++) {
      expect(moved[frame]).toBeCloseTo(4, 9);
    }
  });

  it('is never changed by another one, and leaves frames without an LV alone', () => {
    const some = frames.map((one, i) => (i === 11 ? nothing : one));
    const both = new Map([
      [10, drawn(4, true)],
      [12, drawn(-3, false)],
    ]);
    const edited = editedContours(some, both, [0, 20]);
    expect(shifts(edited)[12]).toBeCloseTo(-3, 9);
    expect(edited.has(11)).toBe(false);
  });

  it('starts from the nearest contour where none was found', () => {
    const some = [nothing, nothing, reading];
    expect(startingContour(some, 0)).toEqual(start);
    expect(startingContour([nothing, undefined], 0)).toBeUndefined();
  });

  it('of the atrium starts from the nearest one, where there is an LV to measure it from', () => {
    if ('reason' in reading) {
      throw new Error(reading.reason);
    }
    const withoutAtrium = { ...reading, contours: { LV: reading.contours.LV }, atrium: undefined };
    expect(startingContour([withoutAtrium, reading], 0, 'LA')).toEqual(
      startingContour([reading], 0, 'LA'),
    );
    expect(startingContour([nothing, reading], 0, 'LA')).toBeUndefined();
  });
});

describe('the reach of a change', () => {
  it('ends before the next stop to either side, or else is as far as on the other', () => {
    const stop = fc.uniqueArray(fc.nat(100), { maxLength: 6 });
    fc.assert(
      fc.property(fc.nat(100), stop, (frame, stops) => {
        const shares = carriedTo(frame, stops);
        for (const [other, share] of shares) {
          const isBetween = (one: number) => one !== frame && (one - frame) * (one - other) <= 0;
          expect(stops.some(isBetween)).toBe(false);
          expect(share).toBeGreaterThan(0);
          expect(share).toBeLessThan(1);
          expect(other).toBeGreaterThanOrEqual(0);
        }
      }),
    );
    expect([...carriedTo(10, [14]).keys()].sort((a, b) => a - b)).toEqual([7, 8, 9, 11, 12, 13]);
    expect(carriedTo(10, []).size).toBe(10);
  });
});
