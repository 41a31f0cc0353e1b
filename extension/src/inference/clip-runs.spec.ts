import { describe, expect, it } from '@jest/globals';
import { displaySetOf, loaderWith } from '../clips/testing';
import { fakeViewer } from '../host/testing';
import { sessionOver, settled } from '../session/testing';
import { fakeWorker, heldWorker } from './fake-worker';
import { runFraction } from './state';

const uid = '1.2.3.1';
const never = () => new Promise<never>(() => {});

describe('a run', () => {
  it('predicts the mean of the sampled frames and lists the frames', async () => {
    const session = sessionOver(fakeViewer());
    await session.runs.start();
    const result = session.store.get().results.get(uid);
    expect(result?.frameIndices).toEqual(Array.from({ length: 15 }, (_, i) => 2 * i));
    expect(result?.prediction.EF.mean).toBe(64);
    expect(result?.backend.name).toBe('wasm');
    expect(session.store.get().run).toBeUndefined();
  });

  it('collects the warnings of all steps', async () => {
    const viewer = fakeViewer([
      displaySetOf(1, { FrameTime: undefined, SequenceOfUltrasoundRegions: [] }),
    ]);
    viewer.loader = loaderWith((frame) => (frame === 3 ? new Error('corrupt') : undefined));
    const session = sessionOver(viewer);
    await session.runs.start();
    const warnings = session.store.get().results.get(uid)?.warnings.join(' ');
    expect(warnings).toMatch(/No ultrasound region/);
    expect(warnings).toMatch(/30 frames a second assumed/);
    expect(warnings).toMatch(/instead of 20/);
    expect(warnings).toMatch(/Frame 4 left out/);
    expect(warnings).toMatch(/region in header is wrong; ignored/);
  });

  it('reports increasing progress from 0 to nearly 1', async () => {
    const session = sessionOver(fakeViewer());
    const fractions: number[] = [];
    session.store.subscribe(() => {
      const { run } = session.store.get();
      if (run) {
        fractions.push(runFraction(run));
      }
    });
    await session.runs.start();
    expect(fractions[0]).toBe(0);
    expect(fractions.at(-1)).toBeGreaterThan(0.9);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
  });

  it('reuses the worker of the last run', async () => {
    const worker = fakeWorker();
    const session = sessionOver(fakeViewer(), worker);
    await session.runs.start();
    await session.runs.start();
    expect(worker.calls.filter((call) => call === 'start')).toHaveLength(1);
  });

  it('can be cancelled before the next batch and leaves no result', async () => {
    const { worker, release } = heldWorker('predictFrames');
    const session = sessionOver(fakeViewer(), worker);
    const running = session.runs.start();
    await settled();
    release();
    await settled();
    session.runs.cancel();
    expect(session.store.get().run).toBeUndefined();
    await running;
    release();
    await settled();
    expect(worker.calls.filter((call) => call.startsWith('predictFrames'))).toHaveLength(2);
    expect(session.store.get().results.size).toBe(0);
    expect(session.store.get().failures.size).toBe(0);
  });

  it('can be cancelled while the model loads', async () => {
    const session = sessionOver(fakeViewer(), fakeWorker({ start: never }));
    const running = session.runs.start();
    await settled();
    expect(session.store.get().run?.phase).toBe('starting');
    session.runs.cancel();
    await running;
    expect(session.store.get().run).toBeUndefined();
  });

  it('is replaced by a second run', async () => {
    const { worker, waiting, release } = heldWorker('predictFrames');
    const viewer = fakeViewer();
    const session = sessionOver(viewer, worker);
    const first = session.runs.start();
    await settled();
    viewer.show('displaySet-2');
    const second = session.runs.start();
    await first;
    await settled();
    expect(session.store.get().run?.SOPInstanceUID).toBe('1.2.3.2');
    while (waiting.length > 0) {
      release();
      await settled();
    }
    await second;
    expect([...session.store.get().results.keys()]).toEqual(['1.2.3.2']);
  });

  it('names the clip that failed and why, and the next clip can be read', async () => {
    const viewer = fakeViewer();
    const session = sessionOver(viewer);
    viewer.loader = loaderWith(() => ({ status: 500 }));
    await session.runs.start();
    expect(session.store.get().failures.get(uid)).toMatch(/^Clip 1: .*HTTP 500/);
    viewer.loader = loaderWith();
    viewer.show('displaySet-2');
    await session.runs.start();
    expect(session.store.get().results.has('1.2.3.2')).toBe(true);
  });

  it('clears a failure when the clip is read again', async () => {
    const viewer = fakeViewer();
    const session = sessionOver(viewer);
    viewer.loader = loaderWith(() => ({ status: 500 }));
    await session.runs.start();
    viewer.loader = loaderWith();
    await session.runs.start();
    expect(session.store.get().failures.size).toBe(0);
  });

  it('starts a new worker after one that could not start', async () => {
    const broken = fakeWorker({ start: () => Promise.reject(new Error('No backend works')) });
    const workers = [broken, fakeWorker()];
    const session = sessionOver(fakeViewer(), broken, { startWorker: () => workers.shift()! });
    await session.runs.start();
    expect(session.store.get().failures.get(uid)).toBe('No backend works.');
    expect(broken.isDisposed).toBe(true);
    await session.runs.start();
    expect(session.store.get().results.has(uid)).toBe(true);
  });

  it('starts a new worker after one that crashed', async () => {
    const workers = [fakeWorker(), fakeWorker()];
    const [first] = workers;
    const session = sessionOver(fakeViewer(), first, { startWorker: () => workers.shift()! });
    await session.runs.start();
    first.isDisposed = true;
    await session.runs.start();
    expect(workers).toHaveLength(0);
  });

  it('starts a new worker after one whose graphics device was lost, but not after a bad clip', async () => {
    const lost = fakeWorker({ predictFrames: () => Promise.reject(new Error('device lost')) });
    const refusal = Object.assign(new Error('Clip 1: blank'), { name: 'ClipRefusal' });
    const refusing = fakeWorker({ prepareClip: () => Promise.reject(refusal) });
    const workers = [lost, refusing];
    const session = sessionOver(fakeViewer(), lost, { startWorker: () => workers.shift()! });
    await session.runs.start();
    expect(lost.isDisposed).toBe(true);
    await session.runs.start();
    expect(session.store.get().failures.get(uid)).toBe('Clip 1: blank.');
    expect(refusing.isDisposed).toBe(false);
  });

  it('skips a clip that is not eligible', async () => {
    const worker = fakeWorker();
    const session = sessionOver(fakeViewer([displaySetOf(1, { NumberOfFrames: 1 })]), worker);
    await session.runs.start();
    expect(worker.calls).toEqual([]);
  });
});
