import { describe, expect, it } from '@jest/globals';
import { activeClip } from '../clips/state';
import { displaySetOf, loaderWith } from '../clips/testing';
import { fakeViewer } from '../host/testing';
import { fakeWorker, heldWorker } from '../inference/fake-worker';
import { manifest } from '../models/testing';
import { sessionOver, settled } from './testing';

const uid = '1.2.3.1';

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

  it('notify no subscriber when nothing has changed', () => {
    const viewer = fakeViewer();
    const session = sessionOver(viewer);
    let notifications = 0;
    session.store.subscribe(() => notifications++);
    viewer.changed();
    expect(notifications).toBe(0);
  });
});

describe('the model of a session', () => {
  it('can be loaded again after it was not found', async () => {
    let found = false;
    const session = sessionOver(fakeViewer(), fakeWorker(), {
      findModel: () =>
        found
          ? Promise.resolve({ manifest, modelUrl: 'http://localhost/m/' })
          : Promise.reject(new Error('EchoNet found no model: HTTP 404')),
    });
    await session.models.load();
    expect(session.store.get().model).toEqual({
      phase: 'failed',
      reason: 'EchoNet found no model: HTTP 404.',
    });
    found = true;
    await session.models.load();
    expect(session.store.get().model.phase).toBe('ready');
  });
});

describe('a run with notifications', () => {
  it('notifies of its start and end', async () => {
    const viewer = fakeViewer();
    await sessionOver(viewer).runs.startAndNotify();
    expect(viewer.notices).toEqual(['Analysis running …', 'Analysis finished']);
  });

  it('notifies of a failure', async () => {
    const viewer = fakeViewer();
    viewer.loader = loaderWith(() => new Error('corrupt'));
    await sessionOver(viewer).runs.startAndNotify();
    expect(viewer.notices.at(-1)).toMatch(/corrupt/);
  });

  it('notifies of its cancellation', async () => {
    const { worker } = heldWorker('predictFrames');
    const viewer = fakeViewer();
    const session = sessionOver(viewer, worker);
    const run = session.runs.startAndNotify();
    await settled();
    session.runs.cancel();
    await run;
    expect(viewer.notices.at(-1)).toBe('Analysis cancelled');
    session.close();
  });

  it('asks for a clip when none is chosen, unless none can be', async () => {
    const viewer = fakeViewer();
    const session = sessionOver(viewer);
    session.clips.choose('1.2.3.1', false);
    await session.runs.startAndNotify();
    expect(viewer.notices).toEqual(['Select a clip first.']);
    const stills = fakeViewer([displaySetOf(1, { NumberOfFrames: 1 })]);
    await sessionOver(stills).runs.startAndNotify();
    expect(stills.notices).toEqual(['No clip in this study is suitable for analysis.']);
  });
});

describe('leaving the mode', () => {
  it('ends worker, subscriptions and run, and drops the results', async () => {
    const { worker, release } = heldWorker('predictFrames');
    const viewer = fakeViewer();
    const session = sessionOver(viewer, worker);
    const running = session.runs.start();
    await settled();
    session.close();
    await running;
    release();
    await settled();
    expect(worker.isDisposed).toBe(true);
    expect(viewer.listeners.size).toBe(0);
    expect(session.store.get()).toMatchObject({ clips: [], run: undefined, activeUID: undefined });
    expect(session.store.get().results.size).toBe(0);
  });

  it('allows entering the mode again', async () => {
    const workers = [fakeWorker(), fakeWorker()];
    const session = sessionOver(fakeViewer(), workers[0], { startWorker: () => workers.shift()! });
    await session.runs.start();
    session.close();
    session.open();
    await session.runs.start();
    expect(session.store.get().results.has(uid)).toBe(true);
    expect(workers).toHaveLength(0);
  });
});
