import { describe, expect, it } from '@jest/globals';
import { editableContour, isMeasured, moveControls } from '@echonet/models/measures';
import { clipOf } from '../clips/clip';
import { displaySetOf } from '../clips/testing';
import { contoursForTests } from '../report/testing';
import { stringsFor } from '../strings';
import { drawnMeasures, editedView } from './edited-view';
import { noEdits } from './state';
import { outlinedFrame } from './testing';

const surroundings = {
  clip: clipOf(displaySetOf(1)),
  toCanvas: { a: 1, b: 0, c: 0, d: 1, e: 0, f: 0 },
  viewportHeight: 80,
  size: { Columns: 100, Rows: 80 },
  isCarried: true,
  orientation: 'septum left',
  strings: stringsFor('en'),
} as const;

const { reading } = outlinedFrame(7, 'cm');
if (!isMeasured(reading)) {
  throw new Error(reading.reason);
}
const atrium = editableContour(reading, 'LA')!;
const moved = moveControls(
  atrium,
  atrium.controls.map(() => ({ x: 3, y: 0 })),
);

describe('what the reader edits in a frame', () => {
  it('is the chosen structure, as drawn before', () => {
    const drawnAtria = new Map([[7, { contour: moved, isCarried: false }]]);
    const contours = contoursForTests({ drawnAtria });
    expect(editedView(contours, 7, 'LA', surroundings)).toMatchObject({
      structure: 'LA',
      contour: moved,
      isDrawn: true,
      isCarried: false,
    });
    expect(editedView(contours, 7, 'LV', surroundings)).toMatchObject({
      structure: 'LV',
      isDrawn: false,
      hasAtrium: true,
    });
  });

  it('is the LV where no atrium was found', () => {
    const contours = contoursForTests();
    const frames = contours.frames.map((frame) => ({
      ...frame,
      reading: { ...reading, contours: { LV: reading.contours.LV }, atrium: undefined },
    }));
    expect(editedView({ ...contours, frames }, 7, 'LA', surroundings)).toMatchObject({
      structure: 'LV',
      hasAtrium: false,
    });
  });

  it('is nothing before all frames are segmented', () => {
    const { findings, ...unfinished } = contoursForTests({ ...noEdits });
    expect(findings).toBeDefined();
    expect(editedView(unfinished, 7, 'LV', surroundings)).toBeUndefined();
  });
});

describe('what is drawn while a contour is moved', () => {
  it('is the moved atrium beside the LV as it is', () => {
    const drawn = drawnMeasures(reading, { structure: 'LA', contour: moved })!;
    expect(drawn.contours.LA?.outline).toBe(moved.outline);
    expect(drawn.contours.LV).toBe(reading.contours.LV);
    expect(drawn.annulus).toBe(reading.annulus);
    expect(drawn.contours.LVWall).toBe(reading.contours.LVWall);
  });

  it('is the moved LV without the wall, which lies around the one found', () => {
    const ventricle = editableContour(reading, 'LV')!;
    const drawn = drawnMeasures(reading, { structure: 'LV', contour: ventricle })!;
    expect(reading.contours.LVWall).toBeDefined();
    expect(Object.keys(drawn.contours).sort()).toEqual(['LA', 'LV']);
    expect(drawn.contours.LA).toBe(reading.contours.LA);
  });
});
