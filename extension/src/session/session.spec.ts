import { describe, expect, it } from '@jest/globals';
import { displaySetOf, loaderWith } from '../clips/testing';
import { activeClip, runFraction } from './state';
import { fakeViewer, fakeWorker, manifest, sessionOver, settled } from './testing';

const uid = '1.2.3.1';
const never = () => new Promise<never>(() => {});

/** A worker whose named calls wait until they are let go. */
function heldBack(name: 'start' | 'predictFrames' | 'explainFrame') {
  const waiting: (() => void)[] = [];
  const real = fakeWorker();
  const call = real[name] as (...parameters: unknown[]) => Promise<unknown>;
  const worker = fakeWorker({
    [name]: (...parameters: unknown[]) =>
      new Promise((resolve, reject) =>
        waiting.push(() => void call(...parameters).then(resolve, reject)),
      ),
  });
  return { worker, waiting, letGo: () => waiting.shift()?.() };
}

describe('the clips of a session', () => {
  it('follow the study and the active viewport', () => {
    const viewer = fakeViewer();
    const session = sessionOver(viewer);
    expect(session.store.get().clips).toHaveLength(2);
    expect(activeClip(session.store.get())?.SOPInstanceUID).toBe(uid);
    viewer.study.push(displaySetOf(3));
    viewer.show('displaySet-3');
    expect(session.store.get().clips).toHaveLength(3);
    expect(activeClip(session.store.get())?.SOPInstanceUID).toBe('1.2.3.3');
  });

  it('tell nobody when nothing has changed', () => {
    const viewer = fakeViewer();
    const session = sessionOver(viewer);
    let told = 0;
    session.store.subscribe(() => told++);
    viewer.changed();
    expect(told).toBe(0);
  });
});

describe('a run', () => {
  it('gives the mean of the frames, and which frames they were', async () => {
    const session = sessionOver(fakeViewer());
    await session.run();
    const result = session.store.get().results.get(uid);
    expect(result?.frameIndices).toEqual(Array.from({ length: 15 }, (_, i) => 2 * i));
    expect(result?.prediction.EF.mean).toBe(64);
    expect(result?.backend.name).toBe('wasm');
    expect(session.store.get().run).toBeUndefined();
  });

  it('gathers every warning on its way', async () => {
    const viewer = fakeViewer([
      displaySetOf(1, { FrameTime: undefined, SequenceOfUltrasoundRegions: [] }),
    ]);
    viewer.loader = loaderWith((frame) => (frame === 3 ? new Error('corrupt') : undefined));
    const session = sessionOver(viewer);
    await session.run();
    const warnings = session.store.get().results.get(uid)?.warnings.join(' ');
    expect(warnings).toMatch(/no ultrasound regions/);
    expect(warnings).toMatch(/30 frames a second were assumed/);
    expect(warnings).toMatch(/instead of 20/);
    expect(warnings).toMatch(/Frame 4 could not be read/);
    expect(warnings).toMatch(/region was passed over/);
  });

  it('tells how far it is, from nothing to all', async () => {
    const session = sessionOver(fakeViewer());
    const fractions: number[] = [];
    session.store.subscribe(() => {
      const { run } = session.store.get();
      if (run) fractions.push(runFraction(run));
    });
    await session.run();
    expect(fractions[0]).toBe(0);
    expect(fractions.at(-1)).toBeGreaterThan(0.9);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
  });

  it('starts one worker for all runs', async () => {
    const worker = fakeWorker();
    const session = sessionOver(fakeViewer(), worker);
    await session.run();
    await session.run();
    expect(worker.calls.filter((call) => call === 'start')).toHaveLength(1);
  });

  it('can be cancelled before the next frame, and leaves nothing behind', async () => {
    const { worker, letGo } = heldBack('predictFrames');
    const session = sessionOver(fakeViewer(), worker);
    const running = session.run();
    await settled();
    letGo();
    await settled();
    session.cancelRun();
    expect(session.store.get().run).toBeUndefined();
    await running;
    letGo();
    await settled();
    expect(worker.calls.filter((call) => call.startsWith('predictFrames'))).toHaveLength(2);
    expect(session.store.get().results.size).toBe(0);
    expect(session.store.get().failures.size).toBe(0);
  });

  it('can be cancelled while the model loads', async () => {
    const session = sessionOver(fakeViewer(), fakeWorker({ start: never }));
    const running = session.run();
    await settled();
    expect(session.store.get().run?.phase).toBe('starting');
    session.cancelRun();
    await running;
    expect(session.store.get().run).toBeUndefined();
  });

  it('gives way to a second run', async () => {
    const { worker, waiting, letGo } = heldBack('predictFrames');
    const viewer = fakeViewer();
    const session = sessionOver(viewer, worker);
    const first = session.run();
    await settled();
    viewer.show('displaySet-2');
    const second = session.run();
    await first;
    await settled();
    expect(session.store.get().run?.SOPInstanceUID).toBe('1.2.3.2');
    while (waiting.length > 0) {
      letGo();
      await settled();
    }
    await second;
    expect([...session.store.get().results.keys()]).toEqual(['1.2.3.2']);
  });

  it('says which clip failed and why, and the next clip can be read', async () => {
    const viewer = fakeViewer();
    const session = sessionOver(viewer);
    viewer.loader = loaderWith(() => ({ status: 500 }));
    await session.run();
    expect(session.store.get().failures.get(uid)).toMatch(/^Clip 1: .*HTTP 500/);
    viewer.loader = loaderWith();
    viewer.show('displaySet-2');
    await session.run();
    expect(session.store.get().results.has('1.2.3.2')).toBe(true);
  });

  it('forgets a failure when it is tried again', async () => {
    const viewer = fakeViewer();
    const session = sessionOver(viewer);
    viewer.loader = loaderWith(() => ({ status: 500 }));
    await session.run();
    viewer.loader = loaderWith();
    await session.run();
    expect(session.store.get().failures.size).toBe(0);
  });

  it('starts a new worker after one that could not start', async () => {
    const broken = fakeWorker({ start: () => Promise.reject(new Error('No backend works')) });
    const workers = [broken, fakeWorker()];
    const session = sessionOver(fakeViewer(), broken, { startWorker: () => workers.shift()! });
    await session.run();
    expect(session.store.get().failures.get(uid)).toBe('No backend works.');
    expect(broken.isDisposed).toBe(true);
    await session.run();
    expect(session.store.get().results.has(uid)).toBe(true);
  });

  it('starts a new worker after one that crashed', async () => {
    const workers = [fakeWorker(), fakeWorker()];
    const [first] = workers;
    const session = sessionOver(fakeViewer(), first, { startWorker: () => workers.shift()! });
    await session.run();
    first.isDisposed = true;
    await session.run();
    expect(workers).toHaveLength(0);
  });

  it('starts a new worker after one whose graphics device was lost, but not after a bad clip', async () => {
    const lost = fakeWorker({ predictFrames: () => Promise.reject(new Error('device lost')) });
    const refusal = Object.assign(new Error('Clip 1: blank'), { name: 'ClipRefusal' });
    const refusing = fakeWorker({ prepareClip: () => Promise.reject(refusal) });
    const workers = [lost, refusing];
    const session = sessionOver(fakeViewer(), lost, { startWorker: () => workers.shift()! });
    await session.run();
    expect(lost.isDisposed).toBe(true);
    await session.run();
    expect(session.store.get().failures.get(uid)).toBe('Clip 1: blank.');
    expect(refusing.isDisposed).toBe(false);
  });

  it('is not made of a clip that cannot be read', async () => {
    const worker = fakeWorker();
    const session = sessionOver(fakeViewer([displaySetOf(1, { NumberOfFrames: 1 })]), worker);
    await session.run();
    expect(worker.calls).toEqual([]);
  });
});

describe('the model of a session', () => {
  it('can be looked up again after it was not found', async () => {
    let found = false;
    const session = sessionOver(fakeViewer(), fakeWorker(), {
      findModel: () =>
        found
          ? Promise.resolve({ manifest, modelUrl: 'http://localhost/m/' })
          : Promise.reject(new Error('EchoNet found no model: HTTP 404')),
    });
    await session.loadManifest();
    expect(session.store.get().model).toEqual({
      phase: 'failed',
      reason: 'EchoNet found no model: HTTP 404.',
    });
    found = true;
    await session.loadManifest();
    expect(session.store.get().model.phase).toBe('ready');
  });
});

describe('a run that a key starts', () => {
  it('is told by the viewer, and its end', async () => {
    const viewer = fakeViewer();
    await sessionOver(viewer).runAnnounced();
    expect(viewer.notices).toEqual([
      'EchoNet is reading …',
      'EchoNet has read: the results are in its panel.',
    ]);
  });

  it('is told with what went wrong', async () => {
    const viewer = fakeViewer();
    viewer.loader = loaderWith(() => new Error('corrupt'));
    await sessionOver(viewer).runAnnounced();
    expect(viewer.notices.at(-1)).toMatch(/corrupt/);
  });

  it('is told as cancelled', async () => {
    const { worker } = heldBack('predictFrames');
    const viewer = fakeViewer();
    const session = sessionOver(viewer, worker);
    const announced = session.runAnnounced();
    await settled();
    session.cancelRun();
    await announced;
    expect(viewer.notices.at(-1)).toBe('The run was cancelled.');
  });

  it('asks for a clip where none is chosen', async () => {
    const viewer = fakeViewer([displaySetOf(1, { NumberOfFrames: 1 })]);
    await sessionOver(viewer).runAnnounced();
    expect(viewer.notices).toEqual(['Choose a clip first.']);
  });
});

describe('saliency', () => {
  it('is off at first, and nothing is computed', async () => {
    const worker = fakeWorker();
    const session = sessionOver(fakeViewer(), worker);
    await session.run();
    await settled();
    expect(session.store.get().saliency.visible).toBe(false);
    expect(worker.calls.some((call) => call.startsWith('explainFrame'))).toBe(false);
  });

  it('explains every sampled frame once it is on, the shown frame first', async () => {
    const worker = fakeWorker();
    const viewer = fakeViewer();
    const session = sessionOver(viewer, worker);
    await session.run();
    viewer.frameIndex = 21;
    session.toggleSaliency();
    await settled();
    const explained = worker.calls.filter((call) => call.startsWith('explainFrame'));
    expect(explained).toHaveLength(15);
    expect(explained[0]).toBe(`explainFrame ${uid} 20`);
    expect(session.store.get().saliency.progress).toBeUndefined();
  });

  it('goes on to the clips that other viewports show, and reads none for it', async () => {
    const worker = fakeWorker();
    const viewer = fakeViewer([displaySetOf(1), displaySetOf(2), displaySetOf(3)]);
    const session = sessionOver(viewer, worker);
    session.choose('1.2.3.2', true);
    await session.run();
    viewer.besides = ['displaySet-2', 'displaySet-3'];
    session.toggleSaliency();
    for (let round = 0; round < 3; round++) await settled();
    expect(session.store.get().saliency.progress).toBeUndefined();
    const explained = worker.calls.filter((call) => call.startsWith('explainFrame'));
    const clips = explained.map((call) => call.split(' ')[1]);
    expect(clips).toEqual([...Array<string>(15).fill(uid), ...Array<string>(15).fill('1.2.3.2')]);
  });

  it('is over with the last map, though the worker tells later how far it was', async () => {
    const late: (() => void)[] = [];
    const worker = fakeWorker({
      explainFrame({ frameIndex }, onProgress) {
        late.push(() => onProgress(10, 10));
        return Promise.resolve({ intensities: new Uint8ClampedArray(64).fill(frameIndex) });
      },
    });
    const session = sessionOver(fakeViewer(), worker);
    await session.run();
    session.toggleSaliency();
    await settled();
    expect(late).toHaveLength(15);
    for (const tell of late) tell();
    expect(session.store.get().saliency.progress).toBeUndefined();
  });

  it('follows a viewport that comes later', async () => {
    const worker = fakeWorker();
    const viewer = fakeViewer();
    const session = sessionOver(viewer, worker);
    session.choose('1.2.3.2', true);
    await session.run();
    session.toggleSaliency();
    await settled();
    viewer.besides = ['displaySet-2'];
    viewer.changed();
    for (let round = 0; round < 3; round++) await settled();
    expect(worker.calls).toContain('explainFrame 1.2.3.2 0');
  });

  it('goes on with the frame that the reader has gone to meanwhile', async () => {
    const { worker, letGo } = heldBack('explainFrame');
    const viewer = fakeViewer();
    const session = sessionOver(viewer, worker);
    await session.run();
    session.toggleSaliency();
    await settled();
    viewer.frameIndex = 14;
    for (let map = 0; map < 2; map++) {
      letGo();
      await settled();
    }
    const explained = worker.calls.filter((call) => call.startsWith('explainFrame'));
    expect(explained.slice(0, 2)).toEqual([`explainFrame ${uid} 0`, `explainFrame ${uid} 14`]);
  });

  it('is computed by the method and with the samples that the reader sets, each once', async () => {
    const asked: unknown[] = [];
    const worker = fakeWorker({
      explainFrame: ({ method, samples }) => {
        asked.push(`${method} ${samples}`);
        return Promise.resolve({ intensities: new Uint8ClampedArray(64) });
      },
    });
    const session = sessionOver(fakeViewer(), worker);
    await session.run();
    session.toggleSaliency();
    await settled();
    session.explainBy({ method: 'integratedGradients' });
    await settled();
    session.explainBy({ samples: 50 });
    await settled();
    session.explainBy({ method: 'smoothGrad', samples: 10 });
    await settled();
    expect(asked).toHaveLength(45);
    expect([...new Set(asked)]).toEqual([
      'smoothGrad 10',
      'integratedGradients 10',
      'integratedGradients 50',
    ]);
  });

  it('is drawn in another way without being computed anew', async () => {
    const worker = fakeWorker();
    const session = sessionOver(fakeViewer(), worker);
    await session.run();
    session.toggleSaliency();
    await settled();
    const calls = worker.calls.length;
    session.setSaliencyLook({ colourMap: 'viridis', threshold: 0.4, layout: 'sideBySide' });
    await settled();
    expect(session.store.get().saliency).toMatchObject({ colourMap: 'viridis', threshold: 0.4 });
    expect(worker.calls).toHaveLength(calls);
  });

  it('gives the map nearest in time to the shown frame', async () => {
    const session = sessionOver(fakeViewer());
    await session.run();
    expect(session.heatFor(uid, 0)).toBeUndefined();
    session.toggleSaliency();
    await settled();
    expect(session.heatFor(uid, 9)?.frameIndex).toBe(8);
    expect(session.heatFor(uid, 29)?.map[0]).toBe(28);
    expect(session.heatFor('another', 0)).toBeUndefined();
  });

  it('tells the reader to run first where there is nothing to explain', () => {
    const viewer = fakeViewer();
    sessionOver(viewer).toggleSaliency();
    expect(viewer.notices).toEqual([expect.stringMatching(/Run EchoNet on this clip/)]);
  });

  it('begins by itself when a run ends while it is on', async () => {
    const session = sessionOver(fakeViewer());
    session.toggleSaliency();
    await session.run();
    await settled();
    expect(session.heatFor(uid, 0)).toBeDefined();
  });

  it('tells how far it is within a frame, for one can take long', async () => {
    const parts: (number | undefined)[] = [];
    const worker = fakeWorker({
      explainFrame: (_request, onSample) => {
        onSample(1, 4);
        parts.push(session.store.get().saliency.progress?.part);
        return never();
      },
    });
    const session = sessionOver(fakeViewer(), worker);
    await session.run();
    session.toggleSaliency();
    await settled();
    expect(parts).toEqual([0.25]);
  });

  it('stops when asked, keeps what it has, and goes on when asked', async () => {
    const { worker, waiting, letGo } = heldBack('explainFrame');
    const session = sessionOver(fakeViewer(), worker);
    await session.run();
    session.toggleSaliency();
    await settled();
    letGo();
    await settled();
    session.cancelSaliency();
    letGo();
    await settled();
    expect(session.store.get().saliency).toMatchObject({ stopped: true, progress: undefined });
    expect(session.heatFor(uid, 0)).toBeDefined();
    expect(session.heatFor(uid, 2)).toBeUndefined();
    session.resumeSaliency();
    await settled();
    expect(waiting).toHaveLength(1);
    expect(worker.calls.at(-1)).toBe(`explainFrame ${uid} 2`);
  });

  it('computes another task anew and keeps the maps of the first', async () => {
    const worker = fakeWorker();
    const session = sessionOver(fakeViewer(), worker);
    await session.run();
    session.toggleSaliency();
    await settled();
    session.setSaliencyTask('lead');
    await settled();
    session.setSaliencyTask('EF');
    await settled();
    expect(worker.calls.filter((call) => call.startsWith('explainFrame'))).toHaveLength(30);
  });

  it('prepares a clip again that the worker has dropped', async () => {
    const worker = fakeWorker({ isPrepared: () => Promise.resolve(false) });
    const session = sessionOver(fakeViewer(), worker);
    await session.run();
    session.toggleSaliency();
    await settled();
    expect(worker.calls.filter((call) => call.startsWith('prepareClip'))).toHaveLength(2);
    expect(session.heatFor(uid, 0)).toBeDefined();
  });

  it('says what went wrong, and does not try for ever', async () => {
    const worker = fakeWorker({ explainFrame: () => Promise.reject(new Error('device lost')) });
    const session = sessionOver(fakeViewer(), worker);
    await session.run();
    session.toggleSaliency();
    await settled();
    expect(session.store.get().saliency.problem).toMatch(/Clip 1 .*device lost\./);
    expect(worker.calls.filter((call) => call.startsWith('explainFrame'))).toHaveLength(1);
  });

  it.each([
    [2, 1],
    [-1, 0],
    [0.3, 0.3],
  ])('takes an opacity of %p as %p', (asked, taken) => {
    const session = sessionOver(fakeViewer());
    session.setSaliencyOpacity(asked);
    expect(session.store.get().saliency.opacity).toBe(taken);
  });
});

describe('leaving the mode', () => {
  it('ends the worker, the listening and the run, and forgets the results', async () => {
    const { worker, letGo } = heldBack('predictFrames');
    const viewer = fakeViewer();
    const session = sessionOver(viewer, worker);
    const running = session.run();
    await settled();
    session.close();
    await running;
    letGo();
    await settled();
    expect(worker.isDisposed).toBe(true);
    expect(viewer.listeners.size).toBe(0);
    expect(session.store.get()).toMatchObject({ clips: [], run: undefined, activeUID: undefined });
    expect(session.store.get().results.size).toBe(0);
  });

  it('lets the mode be entered again', async () => {
    const workers = [fakeWorker(), fakeWorker()];
    const session = sessionOver(fakeViewer(), workers[0], { startWorker: () => workers.shift()! });
    await session.run();
    session.close();
    session.open();
    await session.run();
    expect(session.store.get().results.has(uid)).toBe(true);
    expect(workers).toHaveLength(0);
  });
});
