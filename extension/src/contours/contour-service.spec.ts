import { describe, expect, it } from '@jest/globals';
import { displaySetOf, imageIdsOf, loaderWith } from '../clips/testing';
import { fakeViewer } from '../host/testing';
import { fakeWorker, heldWorker } from '../inference/fake-worker';
import { runFraction } from '../inference/state';
import { sessionOver, settled } from '../session/testing';
import { foundSegmentation } from './testing';

const uid = '1.2.3.1';

/** Two mm a pixel. */
const scaledClip = displaySetOf(1, {
  SequenceOfUltrasoundRegions: [
    {
      RegionSpatialFormat: 1,
      RegionDataType: 1,
      RegionLocationMinX0: 0,
      RegionLocationMinY0: 0,
      RegionLocationMaxX1: 99,
      RegionLocationMaxY1: 79,
      PhysicalUnitsXDirection: 3,
      PhysicalUnitsYDirection: 3,
      PhysicalDeltaX: 0.2,
      PhysicalDeltaY: 0.2,
    },
  ],
});

/** The worker finds the sector where the header has it. */
function workerWithRegion() {
  const plain = fakeWorker();
  return fakeWorker({
    prepareClip: async (request) => {
      const prepared = await plain.prepareClip(request);
      return { ...prepared, sector: { ...prepared.sector, source: 'region' } };
    },
  });
}

function sessionWithContours(viewer = fakeViewer(), worker = fakeWorker()) {
  return sessionOver(viewer, worker, {
    findSegmentationModel: () => Promise.resolve(foundSegmentation),
  });
}

const segmented = (calls: readonly string[]) =>
  calls.flatMap((call) => {
    const [name, , ...frames] = call.split(' ');
    return name === 'segmentFrames' ? [frames.map(Number)] : [];
  });

describe('contours of a clip', () => {
  it('are made of all frames after the predictions, that on the screen first', async () => {
    const viewer = fakeViewer();
    viewer.frameIndex = 20;
    const worker = fakeWorker();
    const session = sessionWithContours(viewer, worker);
    await session.runs.start();
    const batches = segmented(worker.calls);
    expect(batches.slice(0, 3)).toEqual([[20], [21, 22, 23], [24, 25, 26]]);
    expect(batches.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, i) => i));
    const { clips } = session.store.get().contours;
    expect(clips.get(uid)?.frames).toHaveLength(30);
    const { findings } = clips.get(uid)!;
    expect(findings?.beats.kind).toBe('whole beats');
    expect(Math.abs((findings?.values.EF?.value ?? 0) - 60)).toBeLessThan(6);
  });

  it('are measured in mL with a scale, and as fractions alone without', async () => {
    const scaled = sessionWithContours(fakeViewer([scaledClip]), workerWithRegion());
    await scaled.runs.start();
    const known = scaled.store.get().contours.clips.get(uid)!;
    expect(known.scale).toEqual({ mmPerPixelX: 2, mmPerPixelY: 2 });
    expect(known.notes).toEqual([]);
    expect(Object.keys(known.findings?.values ?? {})).toEqual(['EDV', 'ESV', 'EF', 'LAVolume']);
    const unscaled = sessionWithContours();
    await unscaled.runs.start();
    const unknown = unscaled.store.get().contours.clips.get(uid)!;
    expect(unknown.notes.join()).toMatch(/size of a pixel is not known/);
    expect(Object.keys(unknown.findings?.values ?? {})).toEqual(['EF']);
  });

  it('appear as they come, with the progress of the run', async () => {
    const { worker, release } = heldWorker('segmentFrames');
    const session = sessionWithContours(fakeViewer(), worker);
    const fractions: number[] = [];
    session.store.subscribe(() => {
      const { run } = session.store.get();
      fractions.push(...(run ? [runFraction(run)] : []));
    });
    void session.runs.start();
    await settled();
    release();
    await settled();
    const { contours, run, results } = session.store.get();
    expect(results.has(uid)).toBe(true);
    expect(run).toMatchObject({ phase: 'contouring', done: 1, count: 30 });
    expect(contours.clips.get(uid)?.frames.filter(Boolean)).toHaveLength(1);
    expect(contours.clips.get(uid)?.findings).toBeUndefined();
    expect(fractions.at(-1)).toBeGreaterThan(2 / 3);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    session.close();
  });

  it('are dropped when the run is cancelled; its predictions stay', async () => {
    const { worker, release } = heldWorker('segmentFrames');
    const session = sessionWithContours(fakeViewer(), worker);
    const running = session.runs.start();
    await settled();
    release();
    await settled();
    session.runs.cancel();
    await running;
    await settled();
    const { contours, results } = session.store.get();
    expect(contours.clips.size + contours.failures.size).toBe(0);
    expect(results.has(uid)).toBe(true);
    // The two that were under way.
    expect(segmented(worker.calls)).toHaveLength(3);
  });

  it('of a clip of 1000 frames take few of them at a time, with progress, and can be cancelled', async () => {
    const viewer = fakeViewer([displaySetOf(1, { NumberOfFrames: 1000, FrameTime: 20 })]);
    viewer.imageIds = () => imageIdsOf(1000);
    let reading = 0;
    let mostRead = 0;
    const { loadImage } = viewer.loader;
    viewer.loader = {
      loadImage: (...parameters) => {
        reading++;
        return loadImage(...parameters);
      },
    };
    const worker = fakeWorker();
    const segment = worker.segmentFrames.bind(worker);
    worker.segmentFrames = async (request) => {
      // Those of the predictions were read before.
      reading = mostRead === 0 ? request.frames.length : reading;
      // Read, but not in the worker yet, or there now.
      mostRead = Math.max(mostRead, reading);
      const reply = await segment(request);
      reading -= request.frames.length;
      return { ...reply, framesPerRequest: 100 };
    };
    const session = sessionWithContours(viewer, worker);
    const progress: number[] = [];
    session.store.subscribe(() => {
      const { run } = session.store.get();
      if (run?.phase === 'contouring') {
        progress.push(run.done);
      }
    });
    await session.runs.start();
    expect(session.store.get().contours.clips.get(uid)?.frames).toHaveLength(1000);
    expect(segmented(worker.calls).every((frames) => frames.length <= 16)).toBe(true);
    // Two requests.
    expect(mostRead).toBeLessThanOrEqual(2 * 16);
    expect(progress).toEqual([...progress].sort((a, b) => a - b));

    const before = segmented(worker.calls).length;
    const again = session.runs.start();
    session.store.subscribe(() => {
      if (session.store.get().run?.phase === 'contouring') {
        session.runs.cancel();
      }
    });
    await again;
    await settled();
    expect(segmented(worker.calls).length - before).toBeLessThanOrEqual(3);
    expect(session.store.get().run).toBeUndefined();
  });

  it('leave out frames that cannot be read, and say why', async () => {
    const viewer = fakeViewer();
    viewer.loader = loaderWith((frame) => (frame === 3 ? new Error('corrupt') : undefined));
    const session = sessionWithContours(viewer);
    await session.runs.start();
    const { frames } = session.store.get().contours.clips.get(uid)!;
    expect(frames[3]?.reading).toEqual({
      reason: expect.stringMatching(/^Frame not readable\. .*corrupt/),
    });
    expect(frames[4]?.reading).toHaveProperty('ventricle');
  });

  it('ask for no further frame once the archive refuses access', async () => {
    const viewer = fakeViewer();
    const session = sessionWithContours(viewer);
    let refused = 0;
    viewer.loader = loaderWith(() => {
      const isContouring = session.store.get().run?.phase === 'contouring';
      refused += isContouring ? 1 : 0;
      return isContouring ? { status: 401 } : undefined;
    });
    await session.runs.start();
    expect(refused).toBe(1);
    const { contours, results } = session.store.get();
    expect(contours.failures.get(uid)).toMatch(
      /\d+ of 30 frames not readable\. Frame \d+: The archive refused access/,
    );
    expect(results.has(uid)).toBe(true);
  });

  it('fail by themselves: the predictions stay', async () => {
    const segmentFrames = () => Promise.reject(new Error('The weights are damaged.'));
    const session = sessionWithContours(fakeViewer(), fakeWorker({ segmentFrames }));
    await session.runs.start();
    const { contours, results, failures, run } = session.store.get();
    expect(contours.failures.get(uid)).toBe('The weights are damaged.');
    expect([results.has(uid), failures.size, run]).toEqual([true, 0, undefined]);
  });

  it('lead to the next end-diastole and end-systole of the clip on the screen', async () => {
    const viewer = fakeViewer();
    const session = sessionWithContours(viewer);
    session.contours.showNext('ES');
    expect(viewer.frameIndex).toBe(0);
    await session.runs.start();
    const { beats } = session.store.get().contours.clips.get(uid)!.findings!;
    const [{ edFrame, esFrame }] = beats.kind === 'whole beats' ? beats.beats : [];
    // Volumes are largest at frames 0, 15 and 30 and smallest between.
    expect(Math.abs(esFrame - edFrame - 7)).toBeLessThanOrEqual(2);
    viewer.frameIndex = edFrame;
    session.contours.showNext('ES');
    expect(viewer.frameIndex).toBe(esFrame);
    session.contours.showNext('ED');
    expect((viewer.frameIndex - edFrame) % 15).toBeLessThanOrEqual(1);
    expect(viewer.frameIndex).not.toBe(esFrame);
  });

  it('are forgotten with the clip', async () => {
    const viewer = fakeViewer();
    const session = sessionWithContours(viewer);
    await session.runs.start();
    viewer.study = [displaySetOf(2)];
    viewer.changed();
    expect(session.store.get().contours.clips.size).toBe(0);
  });

  it('are not made without a segmentation model', async () => {
    const worker = fakeWorker();
    const session = sessionOver(fakeViewer(), worker);
    await session.runs.start();
    expect(segmented(worker.calls)).toEqual([]);
    expect(session.store.get().contours).toMatchObject({ segmentation: { phase: 'none' } });
  });

  it('are not made with a model that cannot be used, which is said', async () => {
    const session = sessionOver(fakeViewer(), fakeWorker(), {
      findSegmentationModel: () => Promise.reject(new Error('The manifest is wrong.')),
    });
    await session.runs.start();
    expect(session.store.get().contours.segmentation).toEqual({
      phase: 'failed',
      reason: 'The manifest is wrong.',
    });
    expect(session.store.get().results.has(uid)).toBe(true);
  });
});
