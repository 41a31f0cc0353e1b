import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ClipResult } from '../results/state';
import { fakeViewer, fakeWorker, sessionOver, startReplyOf } from '../session/testing';
import { batchesOf } from './run-clip';

const uid = '1.2.3.1';

describe('the batches of a clip', () => {
  it('are the first frame alone, then as few as there can be, of equal size', () => {
    const frames = Array.from({ length: 20 }, (_, i) => i);
    expect(batchesOf(frames, 32).map(({ length }) => length)).toEqual([1, 19]);
    expect(batchesOf(frames, 12).map(({ length }) => length)).toEqual([1, 10, 9]);
    expect(batchesOf(frames, 1)).toHaveLength(20);
    expect(batchesOf([7], 4)).toEqual([[7]]);
  });

  it('hold every frame once, in order, and never more than fit', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat(), { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 1, max: 50 }),
        (frames, batchSize) => {
          const batches = batchesOf(frames, batchSize);
          expect(batches.flat()).toEqual(frames);
          expect(Math.max(...batches.map(({ length }) => length))).toBeLessThanOrEqual(batchSize);
        },
      ),
    );
  });
});

describe('a result that refines', () => {
  it('shows the first frame at once, then the mean of more and more of them', async () => {
    const session = sessionOver(fakeViewer());
    const partial: ClipResult[] = [];
    session.store.subscribe(() => {
      const { run } = session.store.get();
      if (run?.partial && run.partial !== partial.at(-1)) {
        partial.push(run.partial);
      }
    });
    await session.runs.start();
    expect(partial.map(({ frameIndices }) => frameIndices.length)).toEqual(
      Array.from({ length: 14 }, (_, i) => i + 1),
    );
    expect(partial.slice(0, 3).map(({ prediction }) => prediction.EF.mean)).toEqual([50, 51, 52]);
    expect(partial.every(({ expectedFrames }) => expectedFrames === 15)).toBe(true);
    const result = session.store.get().results.get(uid);
    expect(result?.frameIndices).toHaveLength(15);
    expect(result?.timings.firstResultMs).toBeLessThanOrEqual(result!.elapsedMs);
  });

  it('asks a graphics device for all other frames at once', async () => {
    const worker = fakeWorker({ start: () => Promise.resolve(startReplyOf('webgpu', 32)) });
    await sessionOver(fakeViewer(), worker).runs.start();
    const asked = worker.calls.filter((call) => call.startsWith('predictFrames'));
    expect(asked).toEqual([
      `predictFrames ${uid} 0`,
      `predictFrames ${uid} 2,4,6,8,10,12,14,16,18,20,22,24,26,28`,
    ]);
  });
});
