import { describe, expect, it } from '@jest/globals';
import { displaySetOf, imageIdsOf } from '../clips/testing';
import { fakeViewer, type FakeViewer } from '../host/testing';
import { fakeWorker } from '../inference/fake-worker';
import { sessionOver, settled } from './testing';

const clipCount = 120;
const frameCount = 100;

/** A study of 12,000 frames. */
const largeStudy = Array.from({ length: clipCount }, (_, i) =>
  displaySetOf(i + 1, { NumberOfFrames: frameCount }),
);

function viewerOf(study: typeof largeStudy): FakeViewer {
  return { ...fakeViewer(study), imageIds: () => imageIdsOf(frameCount) };
}

/** Bytes of all typed arrays within a value. */
function pixelBytesIn(value: unknown, seen = new Set<unknown>()): number {
  if (typeof value !== 'object' || value === null || seen.has(value)) {
    return 0;
  }
  seen.add(value);
  if (ArrayBuffer.isView(value)) {
    return value.byteLength;
  }
  const parts: Iterable<unknown> = value instanceof Map ? value.values() : Object.values(value);
  return [...parts].reduce<number>((sum, part) => sum + pixelBytesIn(part, seen), 0);
}

describe('a study of 120 clips', () => {
  it('is listed within a second once the host has its metadata', () => {
    const viewer = fakeViewer([]);
    const session = sessionOver(viewer);
    viewer.study = largeStudy;
    viewer.active = viewer.study[0].displaySetInstanceUID;
    const startedAt = performance.now();
    viewer.changed();
    expect(performance.now() - startedAt).toBeLessThan(1000);
    expect(session.store.get().clips).toHaveLength(clipCount);
  });

  it('is read clip after clip without keeping a frame in the state', async () => {
    const session = sessionOver(viewerOf(largeStudy));
    for (const { SOPInstanceUID } of session.store.get().clips) {
      session.clips.choose(SOPInstanceUID, true);
    }
    await session.runs.start();
    expect(session.store.get().results.size).toBe(clipCount);
    expect(pixelBytesIn(session.store.get())).toBe(0);
  }, 60_000);

  it('stops at the clip in work when the run is cancelled', async () => {
    const worker = fakeWorker();
    const session = sessionOver(viewerOf(largeStudy), worker);
    for (const { SOPInstanceUID } of session.store.get().clips) {
      session.clips.choose(SOPInstanceUID, true);
    }
    const run = session.runs.start();
    while (session.store.get().results.size < 3) {
      await settled();
    }
    session.runs.cancel();
    const callCount = worker.calls.length;
    await run;
    await settled();
    expect(session.store.get().run).toBeUndefined();
    expect(session.store.get().results.size).toBeLessThanOrEqual(4);
    expect(worker.calls.length - callCount).toBeLessThanOrEqual(1);
  }, 60_000);
});
