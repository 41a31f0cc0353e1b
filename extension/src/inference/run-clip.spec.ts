import { describe, expect, it } from '@jest/globals';
import { fakeViewer } from '../host/testing';
import type { ClipResult } from '../results/state';
import { sessionOver } from '../session/testing';
import { fixtureManifest, volumeFixtureManifest } from '@echonet/models/testing';
import { fakeWorker, startReplyOf } from './fake-worker';

const uid = '1.2.3.1';

describe('a clip of frame volumes', () => {
  it('has its result at the end alone, and without a scale the ejection fraction alone', async () => {
    const worker = fakeWorker({
      predictFrames: ({ frameIndices }) =>
        Promise.resolve({
          frames: frameIndices.map((frameIndex) => {
            const volume = frameIndex % 8 < 4 ? 1000 : 400;
            return { values: { EF: volume, EDV: volume, ESV: volume, LAVolume: 500 } };
          }),
        }),
    });
    const findModel = () =>
      Promise.resolve({ manifest: volumeFixtureManifest, modelUrl: 'http://localhost/m/' });
    const session = sessionOver(fakeViewer(), worker, { findModel });
    let partials = 0;
    session.store.subscribe(() => {
      partials += Number(session.store.get().run?.partial !== undefined);
    });
    await session.runs.start();
    const { prediction, warnings } = session.store.get().results.get(uid)!;
    expect(warnings.some((one) => /size of a pixel/.test(one))).toBe(true);
    expect(partials).toBe(0);
    expect(Object.keys(prediction)).toEqual(['EF']);
    expect(prediction.EF.mean).toBeGreaterThan(40);
    expect(prediction.EF.mean).toBeLessThan(70);
  });
});

describe('a clip of values that are counted in pixels', () => {
  it('has none of them without a scale, and says why', async () => {
    const [EF] = fixtureManifest.tasks;
    const EDV = { ...EF, id: 'EDV', unit: 'mL', outputIndex: 1, pixelExponent: 3 } as const;
    const worker = fakeWorker({
      predictFrames: ({ frameIndices }) =>
        Promise.resolve({ frames: frameIndices.map(() => ({ values: { EF: 55, EDV: 1e5 } })) }),
    });
    const manifest = { ...fixtureManifest, tasks: [EF, EDV] };
    const findModel = () => Promise.resolve({ manifest, modelUrl: 'http://localhost/m/' });
    const session = sessionOver(fakeViewer(), worker, { findModel });
    await session.runs.start();
    const { prediction, warnings } = session.store.get().results.get(uid)!;
    expect(Object.keys(prediction)).toEqual(['EF']);
    expect(warnings.some((one) => /size of a pixel/.test(one))).toBe(true);
  });
});

describe('a partial result', () => {
  it('is of the first frame, then the mean of more and more frames', async () => {
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

  it('is followed by one batch of all other frames on a graphics device', async () => {
    const worker = fakeWorker({ start: () => Promise.resolve(startReplyOf('webgpu', 32)) });
    await sessionOver(fakeViewer(), worker).runs.start();
    const calls = worker.calls.filter((call) => call.startsWith('predictFrames'));
    expect(calls).toEqual([
      `predictFrames ${uid} 0`,
      `predictFrames ${uid} 2,4,6,8,10,12,14,16,18,20,22,24,26,28`,
    ]);
  });
});
