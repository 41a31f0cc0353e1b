import { describe, expect, it } from '@jest/globals';
import { controlCount, editableContour, moveControls } from '../measures/edits/editable-contour';
import { exampleGrid, exampleHeart, heartFields } from '../measures/heart-fixture';
import { isMeasured, measureFrame, type FrameMeasures } from '../measures/measure-frame';
import type { ContourEdits } from '../measures/edits/contour-edits';
import { segmentationFixtureManifest as manifest } from '../testing/segmentation-fixture';
import { contourMeasures } from './contour-measures';
import { measureEditedClip, type FoundClip } from './measure-edited-clip';
import { measureSegmentedClip, type ClipFindings } from './measure-segmented-clip';
import type { SegmentedFrame } from './segment-clip';

const { mmPerPixelX, mmPerPixelY } = exampleGrid;
const scale = { mmPerPixelX, mmPerPixelY };
const beatFrames = 16;

/** Hearts that contract evenly; ED at frames 0, 16, 32, ES at 8 and 24. */
function clip(count = 33): FoundClip {
  const frames = Array.from({ length: count }, (_, i): SegmentedFrame => {
    const size = 0.85 + 0.15 * Math.cos((2 * Math.PI * i) / beatFrames);
    const { length, halfWidth } = exampleHeart;
    const heart = { ...exampleHeart, length: size * length, halfWidth: size * halfWidth };
    return { reading: measureFrame(heartFields(heart), scale) };
  });
  const timesMs = frames.map((_, i) => 50 * i);
  const findings = measureSegmentedClip(manifest, { frames, timesMs, scale });
  return { frames, findings, scale };
}

const found = clip();
const none: ContourEdits = { drawn: new Map(), moments: new Map() };
const measuredAt = (frames: readonly SegmentedFrame[], frame: number): FrameMeasures => {
  const { reading } = frames[frame];
  if (!isMeasured(reading)) {
    throw new Error(reading.reason);
  }
  return reading;
};
const beats = () => {
  const { findings } = found;
  return findings.beats.kind === 'whole beats' ? findings.beats.beats : [];
};

/** A contour with all points of one side moved outwards. */
function wider(frame: number, by: number, isCarried = false) {
  const contour = editableContour(measuredAt(found.frames, frame))!;
  const displacements = Array.from({ length: controlCount }, (_, k) => ({
    x: k > 0 && k < 5 ? -by : 0,
    y: 0,
  }));
  return { contour: moveControls(contour, displacements), isCarried };
}

describe('a clip after changes of the reader', () => {
  it('without changes measures the same, but for nothing edited', () => {
    const { findings, frames } = measureEditedClip(manifest, found, none);
    expect(frames).toEqual(found.frames);
    expect({ ...findings, edited: undefined }).toEqual({ ...found.findings, edited: undefined });
    expect(findings.edited?.size).toBe(0);
  });

  it('has the volume of the contour drawn at ED, exactly, and says what it touches', () => {
    const [{ edFrame }] = beats();
    const edits = { ...none, drawn: new Map([[edFrame, wider(edFrame, 4)]]), beats: [0] };
    const { frames, findings } = measureEditedClip(manifest, found, edits);
    const { volumeDisks } = measuredAt(frames, edFrame).ventricle;
    expect(findings.values.EDV?.value).toBe(volumeDisks);
    expect(volumeDisks).toBeGreaterThan(1.05 * found.findings.values.EDV!.value);
    expect(findings.values.EF!.value).toBeGreaterThan(found.findings.values.EF!.value);
    expect(findings.values.ESV).toEqual(found.findings.values.ESV);
    expect([...findings.edited!].sort()).toEqual(['EDV', 'EF', 'MAPSE']);
    expect(findings.values.EDV).toMatchObject({ edited: true });
    expect(findings.values.EDV).not.toHaveProperty('interval90');
    expect(found.findings.values.EDV).toHaveProperty('interval90');
  });

  it('has no wall where the LV is another one, and the wall as found elsewhere', () => {
    const edits = { ...none, drawn: new Map([[3, wider(3, 4)]]) };
    const { frames } = measureEditedClip(manifest, found, edits);
    const [edited, other] = [measuredAt(frames, 3), measuredAt(frames, 4)];
    expect([Object.keys(edited.contours).sort(), edited.wallArea]).toEqual([
      ['LA', 'LV'],
      undefined,
    ]);
    expect(other).toEqual(measuredAt(found.frames, 4));
    expect(other.wallArea).toBeGreaterThan(0);
  });

  it('keeps ED and ES where they were found, whatever contours become', () => {
    const [{ edFrame, esFrame }] = beats();
    const middle = (edFrame + esFrame) >> 1;
    const edits = { ...none, drawn: new Map([[middle, wider(middle, 14, true)]]) };
    const { findings } = measureEditedClip(manifest, found, edits);
    expect(findings.beats).toMatchObject({ beats: [{ edFrame, esFrame }, {}] });
    expect(findings.beats.curve[middle]).toBeGreaterThan(found.findings.beats.curve[middle]);
    expect(findings.values.EF?.value).toBe(found.findings.values.EF?.value);
    expect(findings.edited?.has('EF')).toBe(false);
  });

  it('measures the beats that are chosen, and names those of all', () => {
    const [first, second] = beats();
    expect(second).toBeDefined();
    const edits = {
      ...none,
      drawn: new Map([[first.edFrame, wider(first.edFrame, 6)]]),
      beats: [1],
    };
    const { findings } = measureEditedClip(manifest, found, edits);
    expect(findings.values.EF?.value).toBeCloseTo(second.efPercent, 6);
    expect(findings.values.EF).toHaveProperty('interval90');
    expect(findings.beats).toMatchObject({ beats: { length: 2 } });
  });

  it('takes ED and ES where the reader sets them', () => {
    const { findings } = measureEditedClip(manifest, found, {
      ...none,
      moments: new Map([[0, { esFrame: beats()[0].esFrame - 3 }]]),
      beats: [0],
    });
    expect(findings.beats).toMatchObject({
      beats: [{ esFrame: beats()[0].esFrame - 3, edFrame: beats()[0].edFrame }, {}],
    });
    expect(findings.values.ESV!.value).toBeGreaterThan(found.findings.values.ESV!.value);
    expect([...findings.edited!].sort()).toEqual(['EF', 'ESV', 'LAVolume', 'MAPSE']);
  });

  it('makes a beat of a part of one where the reader sets its ED or ES', () => {
    const part = clip(9);
    expect(part.findings.beats.kind).toBe('part of a beat');
    const { findings } = measureEditedClip(manifest, part, {
      ...none,
      moments: new Map([[0, { edFrame: 0, esFrame: 7 }]]),
    });
    expect(findings.beats).toMatchObject({
      kind: 'whole beats',
      foundBy: 'reader',
      beats: [{ edFrame: 0, esFrame: 7 }],
    });
  });

  it('gives what a clip without end-diastole lacks where the reader sets it', () => {
    const inSystole = clip(33).frames.slice(3, 10);
    const timesMs = inSystole.map((_, i) => 50 * i);
    const findings = measureSegmentedClip(manifest, { frames: inSystole, timesMs, scale });
    expect(Object.keys(findings.values)).toEqual(['ESV', 'LAVolume']);
    expect(contourMeasures(findings).map(({ id }) => id)).toEqual(['ESV', 'LAVolume']);
    const part = { frames: inSystole, findings, scale };
    const edited = measureEditedClip(manifest, part, {
      ...none,
      moments: new Map([[0, { edFrame: 0 }]]),
    });
    expect(Object.keys(edited.findings.values)).toEqual(['EDV', 'ESV', 'EF', 'LAVolume']);
  });

  it('measures a clip in which no beat was found, between frames that the reader sets', () => {
    const short = clip(3);
    expect(short.findings.beats.kind).toBe('no beat');
    const { findings } = measureEditedClip(manifest, short, {
      ...none,
      moments: new Map([[0, { edFrame: 0, esFrame: 2 }]]),
    });
    const [ed, es] = [0, 2].map((frame) => measuredAt(short.frames, frame).ventricle.volumeDisks);
    expect(findings.values).toMatchObject({ EDV: { value: ed }, ESV: { value: es } });
  });

  it('has the volume of the atrium drawn at ES, exactly, and no other value changes', () => {
    const [{ esFrame }] = beats();
    const contour = editableContour(measuredAt(found.frames, esFrame), 'LA')!;
    const wide = Array.from({ length: controlCount }, (_, k) => ({
      x: k === 0 || k === controlCount - 1 ? 0 : k < 5 ? -3 : 3,
      y: 0,
    }));
    const edits = {
      ...none,
      drawnAtria: new Map([[esFrame, { contour: moveControls(contour, wide), isCarried: true }]]),
      beats: [0],
    };
    const { frames, findings, contours, atria } = measureEditedClip(manifest, found, edits);
    const { volumeAreaLength } = measuredAt(frames, esFrame).atrium!.size;
    expect(findings.values.LAVolume?.value).toBe(volumeAreaLength);
    expect(volumeAreaLength).toBeGreaterThan(1.1 * found.findings.values.LAVolume!.value);
    expect([...findings.edited!]).toEqual(['LAVolume']);
    expect(findings.values.LAVolume).not.toHaveProperty('interval90');
    expect(findings.values.EF).toHaveProperty('interval90');
    expect([contours.size, atria.get(esFrame)?.origin]).toEqual([0, 'drawn']);
    expect(atria.get(esFrame + 1)?.origin).toBe('carried');
    for (const id of ['EDV', 'ESV', 'EF'] as const) {
      const first = measureEditedClip(manifest, found, { ...none, beats: [0] });
      expect(findings.values[id]).toEqual(first.findings.values[id]);
    }
  });

  it('measures a drawn atrium from the annulus of the drawn LV', () => {
    const [{ esFrame }] = beats();
    const reading = measuredAt(found.frames, esFrame);
    const up = Array.from({ length: controlCount }, () => ({ x: 0, y: -5 }));
    const drawn = (structure: 'LV' | 'LA') => ({
      contour: moveControls(editableContour(reading, structure)!, up),
      isCarried: false,
    });
    const { frames } = measureEditedClip(manifest, found, {
      ...none,
      drawn: new Map([[esFrame, drawn('LV')]]),
      drawnAtria: new Map([[esFrame, drawn('LA')]]),
    });
    // Both moved alike.
    const { size } = measuredAt(frames, esFrame).atrium!;
    expect(size.volumeAreaLength).toBeCloseTo(reading.atrium!.size.volumeAreaLength, 6);
  });

  it('goes on saying that the sector cuts the atrium off, unless the reader draws the atrium', () => {
    const { frames: all, findings: whole } = clip();
    const quality = { sharpness: 1, ventricleInOnePart: 1, atriumBorderShare: 0.3 };
    const frames = all.map((frame) => ({ ...frame, quality }));
    const timesMs = frames.map((_, i) => 50 * i);
    const findings = measureSegmentedClip(manifest, { frames, timesMs, scale });
    const isCut = ({ values }: ClipFindings) => values.LAVolume?.isLowerLimit === true;
    expect([isCut(whole), isCut(findings)]).toEqual([false, true]);
    const [{ esFrame }] = beats();
    const contour = editableContour(measuredAt(frames, esFrame), 'LA')!;
    const isCutAfter = (edits: Partial<ContourEdits>) =>
      isCut(
        measureEditedClip(manifest, { frames, findings, scale }, { ...none, beats: [0], ...edits })
          .findings,
      );
    expect(isCutAfter({ moments: new Map([[0, { esFrame: esFrame - 2 }]]) })).toBe(true);
    expect(isCutAfter({ drawn: new Map([[esFrame, wider(esFrame, 4)]]) })).toBe(true);
    const drawnAtria = new Map([[esFrame, { contour, isCarried: true }]]);
    expect(isCutAfter({ drawnAtria })).toBe(false);
  });

  it('keeps a frame without an LV as it is, whatever atrium is drawn in it', () => {
    const reading = { reason: 'No left ventricle is delineated in this frame.' };
    const frames = found.frames.map((frame, i) => (i === 4 ? { reading } : frame));
    const contour = editableContour(measuredAt(found.frames, 5), 'LA')!;
    const edited = measureEditedClip(
      manifest,
      { ...found, frames },
      { ...none, drawnAtria: new Map([[4, { contour, isCarried: false }]]) },
    );
    expect(edited.frames[4].reading).toEqual(reading);
  });

  it('has MAPSE and LA volume from moved hinges', () => {
    const [{ esFrame }] = beats();
    const contour = editableContour(measuredAt(found.frames, esFrame))!;
    const up = Array.from({ length: controlCount }, (_, k) => ({
      x: 0,
      y: k === 0 || k === controlCount - 1 ? -5 : 0,
    }));
    const { findings } = measureEditedClip(manifest, found, {
      ...none,
      drawn: new Map([[esFrame, { contour: moveControls(contour, up), isCarried: false }]]),
      beats: [0],
    });
    // Five pixels of 1.6 mm.
    const before = found.findings.measures!.mapse.excursion;
    expect(findings.measures!.mapse.excursion - before).toBeCloseTo(0.8, 1);
    expect(findings.values.LAVolume!.value).toBeLessThan(found.findings.values.LAVolume!.value);
  });

  it('is withheld where the changes show what no heart has', () => {
    const { findings } = measureEditedClip(manifest, found, {
      ...none,
      moments: new Map([[0, { edFrame: beats()[0].esFrame, esFrame: beats()[0].edFrame }]]),
      beats: [0],
    });
    expect(findings.judgement).toMatchObject({
      grade: 'poor',
      reasons: [{ what: 'ejection fraction' }],
    });
  });

  it('is withheld where the reader drew a contour across itself, and back when it is undone', () => {
    const [{ edFrame }] = beats();
    const edit = (by: number) => ({
      ...none,
      drawn: new Map([[edFrame, wider(edFrame, by)]]),
    });
    const { findings } = measureEditedClip(manifest, found, edit(-60));
    expect(findings.judgement).toMatchObject({
      grade: 'poor',
      reasons: [{ what: 'crossed contour' }],
    });
    expect(contourMeasures(findings)).toEqual([]);
    expect(measureEditedClip(manifest, found, edit(-5)).findings.judgement.grade).toBe(
      'not graded',
    );
    expect(measureEditedClip(manifest, found, none).findings.judgement.grade).toBe('not graded');
  });
});
