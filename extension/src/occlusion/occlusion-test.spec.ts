import { describe, expect, it } from '@jest/globals';
import { fakeViewer } from '../host/testing';
import { fakeWorker } from '../inference/fake-worker';
import type { PrepareRequest } from '../inference/protocol';
import { manifest } from '../models/testing';
import { sessionOver, settled } from '../session/testing';
import { occlusionChanges } from './occlusion-changes';
import { occlusionResultOf } from './state';

const uid = '1.2.3.1';
const outline = [
  { x: 1, y: 2 },
  { x: 11, y: 2 },
  { x: 11, y: 12 },
];

/** A worker that predicts an EF 20 lower, and a pacing lead, for an occluded clip. */
function occlusionWorker() {
  const prepared: PrepareRequest[] = [];
  const plain = fakeWorker();
  const worker = fakeWorker({
    prepareClip: (request) => {
      prepared.push(request);
      return plain.prepareClip(request);
    },
    predictFrames: ({ frameIndices, isOccluded = false }) =>
      Promise.resolve({
        frames: frameIndices.map((frameIndex) => ({
          values: { EF: 50 + frameIndex - (isOccluded ? 20 : 0), lead: isOccluded ? 0.75 : 0.25 },
        })),
      }),
  });
  return { worker, prepared };
}

async function sessionWithResult() {
  const { worker, prepared } = occlusionWorker();
  const viewer = fakeViewer();
  const session = sessionOver(viewer, worker);
  await session.runs.start();
  const draw = (region = outline) => {
    session.occlusionTest.draw('rectangle');
    viewer.drawing?.onDrawn(region);
  };
  const regions = () => session.store.get().occlusion.regions.get(uid);
  return { session, viewer, worker, prepared, draw, regions };
}

describe('the occlusion test', () => {
  it('adds one region for each drawing', async () => {
    const { session, viewer, draw, regions } = await sessionWithResult();
    session.occlusionTest.draw('freehand');
    expect(session.store.get().occlusion.drawing).toBe('freehand');
    viewer.drawing?.onDrawn(outline);
    expect(session.store.get().occlusion.drawing).toBeUndefined();
    draw();
    expect(regions()).toEqual([outline, outline]);
  });

  it('ends drawing when the shape is chosen again and when another clip is shown', async () => {
    const { session, viewer } = await sessionWithResult();
    session.occlusionTest.draw('rectangle');
    session.occlusionTest.draw('rectangle');
    expect(viewer.drawing).toBeUndefined();
    session.occlusionTest.draw('rectangle');
    viewer.show('displaySet-2');
    expect(viewer.drawing).toBeUndefined();
    expect(session.store.get().occlusion.drawing).toBeUndefined();
  });

  it('predicts the same frames with the regions occluded and keeps both results', async () => {
    const { session, prepared, draw } = await sessionWithResult();
    draw();
    await session.occlusionTest.run();
    expect(prepared[0].occluded).toBeUndefined();
    expect(prepared[1].occluded).toEqual([outline]);
    const result = occlusionResultOf(session.store.get())!;
    expect(result.after.frameIndices).toEqual(result.before.frameIndices);
    expect(result.before).toBe(session.store.get().results.get(uid));
    const [ef, lead] = occlusionChanges(manifest.tasks, result);
    expect(ef).toMatchObject({ before: 64, after: 44, isLarge: true });
    expect(lead).toMatchObject({ before: 0.25, after: 0.75, isLarge: true });
  });

  it('marks changes beyond the interval or across the threshold as large', () => {
    const prediction = (ef: number, lead: number) =>
      ({
        prediction: {
          EF: { mean: ef, interval90: [ef - 11, ef + 11] },
          lead: { mean: lead, positive: lead > 0.5 },
        },
      }) as never;
    const isLarge = (before: never, after: never) =>
      occlusionChanges(manifest.tasks, { before, after }).map((change) => change.isLarge);
    expect(isLarge(prediction(60, 0.1), prediction(50, 0.4))).toEqual([false, false]);
    expect(isLarge(prediction(60, 0.4), prediction(48, 0.6))).toEqual([true, true]);
  });

  it('keeps a prediction that has no value without the region', () => {
    const before = { prediction: { EF: { mean: 60 } } } as never;
    const [change, ...others] = occlusionChanges(manifest.tasks, {
      before,
      after: { prediction: {} } as never,
    });
    expect(change).toMatchObject({ before: 60, isLarge: false });
    expect([change.after, others]).toEqual([undefined, []]);
  });

  it('needs a result to compare with and a region', async () => {
    const { worker, prepared } = occlusionWorker();
    const session = sessionOver(fakeViewer(), worker);
    await session.models.load();
    await session.occlusionTest.run();
    expect(prepared).toEqual([]);
    await session.runs.start();
    await session.occlusionTest.run();
    expect(prepared).toHaveLength(1);
  });

  it('drops its result when the regions change and when the clip is read again', async () => {
    const { session, draw } = await sessionWithResult();
    draw();
    await session.occlusionTest.run();
    session.occlusionTest.scale(0, 2);
    expect(occlusionResultOf(session.store.get())).toBeUndefined();
    await session.occlusionTest.run();
    expect(occlusionResultOf(session.store.get())).toBeDefined();
    await session.runs.start();
    expect(occlusionResultOf(session.store.get())).toBeUndefined();
  });

  it('adds, moves, scales and removes a rectangle without a mouse', async () => {
    const { session, regions } = await sessionWithResult();
    session.occlusionTest.addRectangle();
    expect(regions()?.[0][0]).toEqual({ x: 30, y: 30 });
    session.occlusionTest.move(0, 0.1, -0.1);
    expect(regions()?.[0][0]).toEqual({ x: 38, y: 22 });
    session.occlusionTest.scale(0, 2);
    expect(regions()?.[0][0]).toEqual({ x: 28, y: 12 });
    session.occlusionTest.remove(0);
    expect(regions()).toBeUndefined();
  });

  it('is aborted by a run', async () => {
    const { session, draw, worker } = await sessionWithResult();
    draw();
    worker.predictFrames = () => new Promise(() => {});
    const test = session.occlusionTest.run();
    await settled();
    expect(session.store.get().occlusion.progress).toEqual({ done: 0, count: 15 });
    void session.runs.start();
    await test;
    expect(session.store.get().occlusion).toMatchObject({
      progress: undefined,
      problem: undefined,
    });
    expect(occlusionResultOf(session.store.get())).toBeUndefined();
    session.close();
  });

  it('shows the error of a failed prediction', async () => {
    const { session, draw, worker } = await sessionWithResult();
    draw();
    worker.predictFrames = () => Promise.reject(new Error('no number'));
    await session.occlusionTest.run();
    expect(session.store.get().occlusion.problem).toBe('no number.');
  });

  it('switches to the overlay layout for drawing', async () => {
    const { session } = await sessionWithResult();
    session.saliency.setStyle({ layout: 'sideBySide' });
    session.occlusionTest.draw('rectangle');
    expect(session.store.get().saliency.layout).toBe('overlay');
  });

  it('drops its regions when the study is left', async () => {
    const { session, draw, regions } = await sessionWithResult();
    draw();
    session.close();
    expect(regions()).toBeUndefined();
  });
});
