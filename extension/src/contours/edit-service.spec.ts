import { describe, expect, it } from '@jest/globals';
import { beatsIn, controlCount, moveControls, startingContour } from '@echonet/models/measures';
import { displaySetOf } from '../clips/testing';
import { fakeViewer } from '../host/testing';
import { fakeWorker } from '../inference/fake-worker';
import { sessionOver } from '../session/testing';
import { foundSegmentation, outlinedFrame } from './testing';

const uid = '1.2.3.1';

/** A session with the contours of its first clip, and what tests do with it. */
async function measured(study = [displaySetOf(1), displaySetOf(2)]) {
  const viewer = fakeViewer(study);
  const session = sessionOver(viewer, fakeWorker(), {
    findSegmentationModel: () => Promise.resolve(foundSegmentation),
  });
  await session.runs.start();
  const contours = () => session.store.get().contours.clips.get(uid)!;
  const clip = session.store.get().clips[0];
  const widened = (frame: number, by = 4) => {
    const readings = contours().frames.map((one) => one?.reading);
    return moveControls(
      startingContour(readings, frame)!,
      Array.from({ length: controlCount }, (_, k) => ({ x: k > 0 && k < 5 ? -by : 0, y: 0 })),
    );
  };
  const ef = () => contours().findings?.values.EF?.value ?? NaN;
  const beat = () => beatsIn(contours().findings!.beats)[0];
  const { edits } = session.contours;
  return { session, viewer, contours, clip, widened, ef, beat, edits };
}

describe("a reader's changes", () => {
  it('of a contour change values and curve at once, and what is drawn', async () => {
    const { contours, clip, widened, ef, beat, edits } = await measured();
    const before = ef();
    const { edFrame } = beat();
    const contour = widened(edFrame);
    edits.draw(clip, edFrame, 'LV', contour);
    expect(ef()).toBeGreaterThan(before + 2);
    const { frames, findings, edited } = contours();
    expect(findings?.edited?.has('EF')).toBe(true);
    expect(edited?.get(edFrame)?.origin).toBe('drawn');
    expect(edited!.size).toBeGreaterThan(3);
    expect(frames[edFrame]?.reading).toMatchObject({
      contours: { LV: { outline: contour.outline } },
    });
  });

  it('begin by stopping a cine that plays, and leave the viewport alone otherwise', async () => {
    const { viewer, clip, edits } = await measured();
    viewer.frameIndex = 7;
    edits.holdFrame(clip, 5);
    expect(viewer.frameIndex).toBe(7);
    viewer.isPlaying = true;
    edits.holdFrame(clip, 5);
    expect(viewer.frameIndex).toBe(5);
  });

  it('are undone and done again by the viewer, one by one', async () => {
    const { viewer, contours, clip, widened, ef, beat, edits } = await measured();
    const before = contours();
    const { edFrame, esFrame } = beat();
    edits.draw(clip, edFrame, 'LV', widened(edFrame));
    const once = ef();
    edits.draw(clip, esFrame, 'LV', widened(esFrame, 2));
    const twice = ef();
    expect(viewer.history).toHaveLength(2);
    viewer.history[1].undo();
    expect(ef()).toBe(once);
    viewer.history[0].undo();
    expect(contours()).toEqual(before);
    expect(contours().edits).toBeUndefined();
    viewer.history[0].redo();
    viewer.history[1].redo();
    expect(ef()).toBe(twice);
  });

  it('no longer come back once the clip is left', async () => {
    const { session, viewer, clip, widened, beat, edits } = await measured();
    edits.draw(clip, beat().edFrame, 'LV', widened(beat().edFrame));
    edits.reset(clip);
    session.close();
    viewer.history[0].redo();
    expect(session.store.get().contours.clips.size).toBe(0);
  });

  it('stay when the clip is analysed again, and can still be undone then', async () => {
    const { session, viewer, clip, widened, ef, beat, edits } = await measured();
    const before = ef();
    edits.draw(clip, beat().edFrame, 'LV', widened(beat().edFrame));
    const changed = ef();
    await session.runs.start();
    expect(ef()).toBe(changed);
    viewer.history[0].undo();
    expect(ef()).toBe(before);
    viewer.history[0].redo();
    expect(ef()).toBe(changed);
  });

  it('leave contours alone that are being made', async () => {
    const { session, viewer, contours, clip, widened, beat, edits } = await measured();
    edits.draw(clip, beat().edFrame, 'LV', widened(beat().edFrame));
    const seen: (boolean | undefined)[] = [];
    session.store.subscribe(() => {
      if (contours()?.frames.includes(undefined) && seen.length === 0) {
        viewer.history[0].undo();
        seen.push(contours().edits === undefined && contours().findings === undefined);
      }
    });
    await session.runs.start();
    expect(seen).toEqual([true]);
    expect(contours().edits?.drawn.size).toBe(1);
  });

  it('come back when the study is opened again', async () => {
    const { session, clip, widened, ef, beat, edits, contours } = await measured();
    edits.draw(clip, beat().edFrame, 'LV', widened(beat().edFrame));
    const changed = ef();
    session.close();
    session.open();
    await session.models.load();
    expect(ef()).toBe(changed);
    expect(contours().edits?.drawn.size).toBe(1);
  });

  it('are dropped frame by frame, or all of them', async () => {
    const { contours, clip, widened, ef, beat, edits } = await measured();
    const before = ef();
    const { edFrame, esFrame } = beat();
    edits.draw(clip, edFrame, 'LV', widened(edFrame));
    const once = ef();
    edits.draw(clip, esFrame, 'LV', widened(esFrame, 2));
    edits.resetFrame(clip, esFrame, 'LV');
    expect(ef()).toBe(once);
    edits.typeValue(clip, 'EF', 44);
    edits.reset(clip);
    expect(ef()).toBe(before);
    expect(contours().edits).toBeUndefined();
  });

  it('of the atrium change its volume alone, and are dropped without those of the LV', async () => {
    const { session, viewer, contours, clip, widened, beat, edits } = await measured();
    edits.editStructure('LA');
    expect(session.store.get().contours).toMatchObject({
      editedStructure: 'LA',
      parts: { atrium: true },
    });
    const { esFrame } = beat();
    const readings = contours().frames.map((one) => one?.reading);
    const atrium = startingContour(readings, esFrame, 'LA')!;
    edits.draw(clip, esFrame, 'LV', widened(esFrame));
    edits.draw(clip, esFrame, 'LA', atrium);
    expect(contours().edits?.drawnAtria?.size).toBe(1);
    expect(contours().editedAtria?.get(esFrame)?.origin).toBe('drawn');
    edits.chooseBeats(clip, [0]);
    edits.resetFrame(clip, esFrame, 'LV');
    expect(contours().edits).toMatchObject({ drawn: new Map(), beats: [0] });
    expect([...contours().findings!.edited!]).toEqual(['LAVolume']);
    edits.setCarried(clip, esFrame, 'LA', false);
    expect([...contours().editedAtria!.keys()]).toEqual([esFrame]);
    edits.chooseBeats(clip, undefined);
    edits.resetFrame(clip, esFrame, 'LA');
    expect(contours().edits).toBeUndefined();
    viewer.history.at(-1)?.undo();
    expect(contours().edits?.drawnAtria?.size).toBe(1);
  });

  it('of one frame alone leave the others as they were', async () => {
    const { session, contours, clip, widened, beat, edits } = await measured();
    const { edFrame } = beat();
    edits.setCarried(clip, edFrame, 'LV', false);
    edits.draw(clip, edFrame, 'LV', widened(edFrame));
    expect([...contours().edited!.keys()]).toEqual([edFrame]);
    // Of a contour that is drawn already, too.
    edits.setCarried(clip, edFrame, 'LV', true);
    expect(contours().edited!.size).toBeGreaterThan(3);
    expect(session.store.get().contours.isCarried).toBe(true);
  });

  it('move ED and ES of the nearest beat to the frame on the screen', async () => {
    const { viewer, contours, ef, beat, edits } = await measured();
    const { edFrame, esFrame } = beat();
    const before = ef();
    viewer.frameIndex = esFrame - 3;
    edits.markShownFrame('ES');
    expect(beat()).toMatchObject({ edFrame, esFrame: esFrame - 3 });
    expect(ef()).toBeLessThan(before);
    expect(contours().findings?.edited?.has('EF')).toBe(true);
  });

  it('leave ED where no LV was measured', async () => {
    const viewer = fakeViewer();
    const segmentFrames: ReturnType<typeof fakeWorker>['segmentFrames'] = ({ frames }) =>
      Promise.resolve({
        framesPerRequest: 4,
        frames: frames.map(({ frameIndex }) =>
          frameIndex === 12 ? { reading: { reason: 'None.' } } : outlinedFrame(frameIndex),
        ),
      });
    const session = sessionOver(viewer, fakeWorker({ segmentFrames }), {
      findSegmentationModel: () => Promise.resolve(foundSegmentation),
    });
    await session.runs.start();
    viewer.frameIndex = 12;
    session.contours.edits.markShownFrame('ED');
    expect(session.store.get().contours.clips.get(uid)?.edits).toBeUndefined();
    expect(viewer.history).toEqual([]);
  });

  it('start and end with the contours shown', async () => {
    const { session, edits } = await measured();
    session.contours.toggle();
    edits.toggle();
    expect(session.store.get().contours).toMatchObject({ isEditing: true, visible: true });
    edits.toggle();
    expect(session.store.get().contours).toMatchObject({ isEditing: false, visible: true });
  });
});

describe('the length of the LV among the clips of a study', () => {
  it('flags the clip that is foreshortened against the others', async () => {
    const worker = fakeWorker();
    worker.segmentFrames = ({ SOPInstanceUID, frames }) =>
      Promise.resolve({
        framesPerRequest: 4,
        frames: frames.map(({ frameIndex }) => {
          const frame = outlinedFrame(frameIndex, 'cm');
          const { reading } = frame;
          if (SOPInstanceUID === uid || !('ventricle' in reading)) {
            return frame;
          }
          const ventricle = { ...reading.ventricle, length: 0.8 * reading.ventricle.length };
          return { ...frame, reading: { ...reading, ventricle } };
        }),
      });
    const session = sessionOver(fakeViewer(), worker, {
      findSegmentationModel: () => Promise.resolve(foundSegmentation),
    });
    for (const clip of session.store.get().clips) {
      session.clips.choose(clip.SOPInstanceUID, true);
    }
    await session.runs.start();
    const { clips } = session.store.get().contours;
    expect(clips.get(uid)?.findings?.judgement.grade).toBe('not graded');
    const short = clips.get('1.2.3.2')?.findings;
    expect(short?.quality.lengthShare).toBeCloseTo(0.8, 3);
    expect(short?.judgement).toMatchObject({
      grade: 'doubtful',
      reasons: [{ criterion: 'lengthShare' }],
    });
  });
});
