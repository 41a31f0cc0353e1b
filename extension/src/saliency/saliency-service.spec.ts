import { describe, expect, it } from '@jest/globals';
import { displaySetOf } from '../clips/testing';
import { fakeViewer } from '../host/testing';
import { fakeWorker, heldWorker } from '../inference/fake-worker';
import { sessionOver, settled } from '../session/testing';

const uid = '1.2.3.1';
const never = () => new Promise<never>(() => {});

describe('saliency', () => {
  it('is hidden at first, and nothing is computed', async () => {
    const worker = fakeWorker();
    const session = sessionOver(fakeViewer(), worker);
    await session.runs.start();
    await settled();
    expect(session.store.get().saliency.visible).toBe(false);
    expect(worker.calls.some((call) => call.startsWith('explainFrame'))).toBe(false);
  });

  it('explains every sampled frame once it is shown, the frame on the screen first', async () => {
    const worker = fakeWorker();
    const viewer = fakeViewer();
    const session = sessionOver(viewer, worker);
    await session.runs.start();
    viewer.frameIndex = 21;
    session.saliency.toggle();
    await settled();
    const explained = worker.calls.filter((call) => call.startsWith('explainFrame'));
    expect(explained).toHaveLength(15);
    expect(explained[0]).toBe(`explainFrame ${uid} 20`);
    expect(session.store.get().saliency.progress).toBeUndefined();
  });

  it('continues with the clips of other viewports that have results', async () => {
    const worker = fakeWorker();
    const viewer = fakeViewer([displaySetOf(1), displaySetOf(2), displaySetOf(3)]);
    const session = sessionOver(viewer, worker);
    session.clips.choose('1.2.3.2', true);
    await session.runs.start();
    viewer.otherDisplaySetUIDs = ['displaySet-2', 'displaySet-3'];
    session.saliency.toggle();
    for (let round = 0; round < 3; round++) {
      await settled();
    }
    expect(session.store.get().saliency.progress).toBeUndefined();
    const explained = worker.calls.filter((call) => call.startsWith('explainFrame'));
    const clips = explained.map((call) => call.split(' ')[1]);
    expect(clips).toEqual([...Array<string>(15).fill(uid), ...Array<string>(15).fill('1.2.3.2')]);
  });

  it('ends with the last map, although progress arrives later', async () => {
    const late: (() => void)[] = [];
    const worker = fakeWorker({
      explainFrame({ frameIndex }, onProgress) {
        late.push(() => onProgress(10, 10));
        return Promise.resolve({ displayValues: new Uint8ClampedArray(64).fill(frameIndex) });
      },
    });
    const session = sessionOver(fakeViewer(), worker);
    await session.runs.start();
    session.saliency.toggle();
    await settled();
    expect(late).toHaveLength(15);
    for (const report of late) {
      report();
    }
    expect(session.store.get().saliency.progress).toBeUndefined();
  });

  it('explains the clip of a viewport that is added later', async () => {
    const worker = fakeWorker();
    const viewer = fakeViewer();
    const session = sessionOver(viewer, worker);
    session.clips.choose('1.2.3.2', true);
    await session.runs.start();
    session.saliency.toggle();
    await settled();
    viewer.otherDisplaySetUIDs = ['displaySet-2'];
    viewer.changed();
    for (let round = 0; round < 3; round++) {
      await settled();
    }
    expect(worker.calls).toContain('explainFrame 1.2.3.2 0');
  });

  it('continues with the frame that the user has scrolled to', async () => {
    const { worker, release } = heldWorker('explainFrame');
    const viewer = fakeViewer();
    const session = sessionOver(viewer, worker);
    await session.runs.start();
    session.saliency.toggle();
    await settled();
    viewer.frameIndex = 14;
    for (let map = 0; map < 2; map++) {
      release();
      await settled();
    }
    const explained = worker.calls.filter((call) => call.startsWith('explainFrame'));
    expect(explained.slice(0, 2)).toEqual([`explainFrame ${uid} 0`, `explainFrame ${uid} 14`]);
  });

  it('is computed once for each method and number of samples', async () => {
    const requests: unknown[] = [];
    const worker = fakeWorker({
      explainFrame: ({ method, samples }) => {
        requests.push(`${method} ${samples}`);
        return Promise.resolve({ displayValues: new Uint8ClampedArray(64) });
      },
    });
    const session = sessionOver(fakeViewer(), worker);
    await session.runs.start();
    session.saliency.toggle();
    await settled();
    session.saliency.explainBy({ method: 'integratedGradients' });
    await settled();
    session.saliency.explainBy({ samples: 50 });
    await settled();
    session.saliency.explainBy({ method: 'smoothGrad', samples: 10 });
    await settled();
    expect(requests).toHaveLength(45);
    expect([...new Set(requests)]).toEqual([
      'smoothGrad 10',
      'integratedGradients 10',
      'integratedGradients 50',
    ]);
  });

  it('changes its style without computing maps again', async () => {
    const worker = fakeWorker();
    const session = sessionOver(fakeViewer(), worker);
    await session.runs.start();
    session.saliency.toggle();
    await settled();
    const calls = worker.calls.length;
    session.saliency.setStyle({ colourMap: 'viridis', threshold: 0.4, layout: 'sideBySide' });
    await settled();
    expect(session.store.get().saliency).toMatchObject({ colourMap: 'viridis', threshold: 0.4 });
    expect(worker.calls).toHaveLength(calls);
  });

  it('returns the map nearest in time to the shown frame', async () => {
    const session = sessionOver(fakeViewer());
    await session.runs.start();
    expect(session.saliency.forFrame(uid, 0)).toBeUndefined();
    session.saliency.toggle();
    await settled();
    expect(session.saliency.forFrame(uid, 9)?.frameIndex).toBe(8);
    expect(session.saliency.forFrame(uid, 29)?.map[0]).toBe(28);
    expect(session.saliency.forFrame('another', 0)).toBeUndefined();
  });

  it('asks for a run when the clip has no result', () => {
    const viewer = fakeViewer();
    sessionOver(viewer).saliency.toggle();
    expect(viewer.notices).toEqual([expect.stringMatching(/Analyse this clip/)]);
  });

  it('starts when a run ends while it is shown', async () => {
    const session = sessionOver(fakeViewer());
    session.saliency.toggle();
    await session.runs.start();
    await settled();
    expect(session.saliency.forFrame(uid, 0)).toBeDefined();
  });

  it('reports progress within a frame', async () => {
    const parts: (number | undefined)[] = [];
    const worker = fakeWorker({
      explainFrame: (_request, onSample) => {
        onSample(1, 4);
        parts.push(session.store.get().saliency.progress?.part);
        return never();
      },
    });
    const session = sessionOver(fakeViewer(), worker);
    await session.runs.start();
    session.saliency.toggle();
    await settled();
    expect(parts).toEqual([0.25]);
  });

  it('stops on request, keeps its maps and resumes on request', async () => {
    const { worker, waiting, release } = heldWorker('explainFrame');
    const session = sessionOver(fakeViewer(), worker);
    await session.runs.start();
    session.saliency.toggle();
    await settled();
    release();
    await settled();
    session.saliency.cancel();
    release();
    await settled();
    expect(session.store.get().saliency).toMatchObject({ stopped: true, progress: undefined });
    expect(session.saliency.forFrame(uid, 0)).toBeDefined();
    expect(session.saliency.forFrame(uid, 2)).toBeUndefined();
    session.saliency.resume();
    await settled();
    expect(waiting).toHaveLength(1);
    expect(worker.calls.at(-1)).toBe(`explainFrame ${uid} 2`);
  });

  it('computes the maps of another task and keeps those of the first', async () => {
    const worker = fakeWorker();
    const session = sessionOver(fakeViewer(), worker);
    await session.runs.start();
    session.saliency.toggle();
    await settled();
    session.saliency.explainBy({ taskId: 'lead' });
    await settled();
    session.saliency.explainBy({ taskId: 'EF' });
    await settled();
    expect(worker.calls.filter((call) => call.startsWith('explainFrame'))).toHaveLength(30);
  });

  it('prepares a clip again that the worker has dropped', async () => {
    const worker = fakeWorker({ isPrepared: () => Promise.resolve(false) });
    const session = sessionOver(fakeViewer(), worker);
    await session.runs.start();
    session.saliency.toggle();
    await settled();
    expect(worker.calls.filter((call) => call.startsWith('prepareClip'))).toHaveLength(2);
    expect(session.saliency.forFrame(uid, 0)).toBeDefined();
  });

  it('shows an error and stops', async () => {
    const worker = fakeWorker({ explainFrame: () => Promise.reject(new Error('device lost')) });
    const session = sessionOver(fakeViewer(), worker);
    await session.runs.start();
    session.saliency.toggle();
    await settled();
    expect(session.store.get().saliency.problem).toMatch(/Clip 1 .*device lost\./);
    expect(worker.calls.filter((call) => call.startsWith('explainFrame'))).toHaveLength(1);
  });

  it.each([
    [2, 1],
    [-1, 0],
    [0.3, 0.3],
  ])('clamps an opacity of %p to %p', (requested, clamped) => {
    const session = sessionOver(fakeViewer());
    session.saliency.setOpacity(requested);
    expect(session.store.get().saliency.opacity).toBe(clamped);
  });
});
