import { describe, expect, it, jest } from '@jest/globals';
import { displaySetOf } from '../clips/testing';
import { defaultConfig } from '../config';
import { foundSegmentation } from '../contours/testing';
import { fakeViewer } from '../host/testing';
import { BackendFault } from '../inference/backend-fault';
import type { InferenceClient } from '../inference/client';
import {
  contradictedCheck,
  type FakeWorker,
  fakeWorker,
  viewCheckOf,
} from '../inference/fake-worker';
import { foundClassifier } from '../models/testing';
import { readingOf } from '../results/reading';
import { sessionOver, settled } from '../session/testing';

const [first, second] = ['1.2.3.1', '1.2.3.2'];

/** A worker that classifies each clip as A4C with the given probability. */
function classifyingWorker(probabilities: Readonly<Record<string, number>>): FakeWorker {
  return fakeWorker({
    classifyView: ({ SOPInstanceUID }) =>
      Promise.resolve(viewCheckOf(probabilities[SOPInstanceUID])),
  });
}

const sessionWith = (worker: FakeWorker, parts = {}) =>
  sessionOver(fakeViewer(), worker, {
    findViewClassifier: () => Promise.resolve(foundClassifier),
    ...parts,
  });

const callsOf = (worker: FakeWorker, name: string) =>
  worker.calls.filter((call) => call.startsWith(name));

describe('view checks', () => {
  it('finds the classifier first and classifies nothing until asked', async () => {
    const worker = classifyingWorker({});
    const session = sessionWith(worker);
    await session.models.load();
    await settled();
    expect(session.store.get().views.classifier.phase).toBe('ready');
    expect(worker.calls).toEqual([]);
  });

  it('classifies each eligible clip once', async () => {
    const worker = classifyingWorker({ [first]: 0.2, [second]: 0.97 });
    const still = displaySetOf(3, { NumberOfFrames: 1 });
    const session = sessionOver(fakeViewer([displaySetOf(1), displaySetOf(2), still]), worker, {
      findViewClassifier: () => Promise.resolve(foundClassifier),
    });
    await session.models.load();
    await session.views.checkAll('at once');
    await session.views.checkAll('at once');
    expect(callsOf(worker, 'classifyView')).toEqual([
      `classifyView ${first}`,
      `classifyView ${second}`,
    ]);
    const { checks } = session.store.get().views;
    expect(checks.get(second)?.prediction).toMatchObject({ accepted: true, probability: 0.97 });
    expect(checks.get(first)?.prediction.view).toBe('other');
  });

  it('suggests the most probable A4C and keeps the clips that the user has chosen', async () => {
    const worker = classifyingWorker({ [first]: 0.2, [second]: 0.97 });
    const session = sessionWith(worker);
    await session.models.load();
    expect([...session.store.get().choice.uids]).toEqual([first]);
    await session.views.checkAll('at once');
    expect([...session.store.get().choice.uids]).toEqual([second]);
    const other = sessionWith(classifyingWorker({ [first]: 0.2, [second]: 0.97 }));
    await other.models.load();
    other.clips.choose(first, true);
    await other.views.checkAll('at once');
    expect([...other.store.get().choice.uids]).toEqual([first]);
  });

  it('classifies a clip before scoring it and does not score a rejected one', async () => {
    const worker = classifyingWorker({ [first]: 0.2 });
    const session = sessionWith(worker);
    await session.runs.start();
    expect(callsOf(worker, 'predictFrames')).toEqual([]);
    expect(session.store.get().results.size).toBe(0);
    expect(session.store.get().failures.size).toBe(0);
    expect(session.store.get().run).toBeUndefined();
  });

  it('lets the user score a rejected clip anyway, with a warning', async () => {
    const session = sessionWith(classifyingWorker({ [first]: 0.2 }));
    await session.runs.start();
    await session.runs.scoreAnyway(first);
    const result = session.store.get().results.get(first);
    expect(result?.view).toMatchObject({ accepted: false, probability: 0.2 });
    expect(result?.warnings[0]).toMatch(/probably not A4C \(20 %; accepted from 50 %\)/);
  });

  it('holds back one of several clips and reads the others', async () => {
    const session = sessionWith(classifyingWorker({ [first]: 0.9, [second]: 0.1 }));
    await session.models.load();
    session.clips.choose(second, true);
    await session.runs.start();
    expect([...session.store.get().results.keys()]).toEqual([first]);
    expect(readingOf(session.store.get())?.isComplete).toBe(true);
    expect(session.store.get().results.get(first)?.warnings.join()).not.toMatch(/classifier/);
  });

  it('asks the outlines of real clips for a second opinion', async () => {
    const asked: (string | undefined)[] = [];
    const worker = fakeWorker({
      classifyView({ segmentationUrl }) {
        asked.push(segmentationUrl);
        return Promise.resolve(contradictedCheck('atrium'));
      },
    });
    const real = displaySetOf(1, { Manufacturer: 'A scanner' });
    const session = sessionOver(fakeViewer([real, displaySetOf(2)]), worker, {
      findViewClassifier: () => Promise.resolve(foundClassifier),
      findSegmentationModel: () => Promise.resolve(foundSegmentation),
    });
    await session.runs.start();
    expect(session.store.get().results.size).toBe(0);
    await session.views.checkAll('at once');
    expect(asked).toEqual([foundSegmentation.modelUrl, undefined]);
    await session.runs.scoreAnyway(first);
    expect(session.store.get().results.get(first)?.warnings[0]).toBe(
      "View check: probably not A4C (no left atrium below the left ventricle); analysed at the reader's request.",
    );
  });

  it('reads clips without a classifier, their view unknown', async () => {
    const worker = fakeWorker();
    const session = sessionOver(fakeViewer(), worker);
    await session.runs.start();
    expect(callsOf(worker, 'classifyView')).toEqual([]);
    expect(session.store.get().views.classifier.phase).toBe('none');
    expect(session.store.get().results.get(first)?.view).toBeUndefined();
  });

  it('reads a clip whose check fails and shows why it failed', async () => {
    const worker = fakeWorker({ classifyView: () => Promise.reject(new Error('wrong hash')) });
    const workers = [worker, fakeWorker()];
    const session = sessionWith(worker, { startWorker: () => workers.shift()! });
    await session.runs.start();
    expect(session.store.get().views.failures.get(first)).toBe('wrong hash.');
    expect(session.store.get().results.has(first)).toBe(true);
  });

  it('reads clips when the classifier cannot be used and says why', async () => {
    const session = sessionWith(fakeWorker(), {
      findViewClassifier: () => Promise.reject(new Error('It is no view classifier')),
    });
    await session.runs.start();
    expect(session.store.get().views.classifier).toEqual({
      phase: 'failed',
      reason: 'It is no view classifier.',
    });
    expect(session.store.get().results.has(first)).toBe(true);
  });

  it('stops checking on request', async () => {
    const waiting: (() => void)[] = [];
    const classifyView: InferenceClient['classifyView'] = () =>
      new Promise((resolve) => waiting.push(() => resolve(viewCheckOf(0.9))));
    const session = sessionWith(fakeWorker({ classifyView }));
    await session.models.load();
    const checking = session.views.checkAll('at once');
    await settled();
    expect(session.store.get().views.checking).toMatchObject({ done: 0, count: 2 });
    session.views.stop();
    await checking;
    expect(session.store.get().views.checking).toBeUndefined();
    expect(waiting).toHaveLength(1);
  });

  it('in idle time waits while a cine plays or a run goes on, and says so', async () => {
    jest.useFakeTimers();
    const viewer = fakeViewer();
    const worker = classifyingWorker({ [first]: 0.9, [second]: 0.9 });
    const session = sessionOver(viewer, worker, {
      findViewClassifier: () => Promise.resolve(foundClassifier),
    });
    await session.models.load();
    viewer.isPlaying = true;
    const checking = session.views.checkAll('in idle time');
    await jest.advanceTimersByTimeAsync(10_000);
    expect(session.store.get().views.checking).toMatchObject({ done: 0, isPaused: true });
    expect(callsOf(worker, 'classifyView')).toEqual([]);
    viewer.isPlaying = false;
    await jest.advanceTimersByTimeAsync(60_000);
    expect(await checking).toBe(true);
    expect(session.store.get().views.checks.size).toBe(2);
    jest.useRealTimers();
  });

  it('in idle time gives the frames again to the worker that replaces one that failed', async () => {
    const taken: number[] = [];
    const classifyView: InferenceClient['classifyView'] = ({ frames }) => {
      taken.push(frames[0].pixels.data.length);
      structuredClone(frames, { transfer: frames.map(({ pixels }) => pixels.data.buffer) });
      return taken.length === 1
        ? Promise.reject(new BackendFault('out of memory'))
        : Promise.resolve(viewCheckOf(0.9));
    };
    const session = sessionWith(fakeWorker(), {
      startWorker: () => fakeWorker({ classifyView }),
    });
    await session.models.load();
    await session.views.checkAll('in idle time');
    expect(session.store.get().views.checks.get(first)?.prediction.accepted).toBe(true);
    expect(taken).toEqual([taken[0], taken[0], taken[0]]);
    expect(taken[0]).toBeGreaterThan(0);
  });

  it('drops the checks with the study and keeps the classifier', async () => {
    const session = sessionWith(classifyingWorker({ [first]: 0.9 }));
    await session.runs.start();
    session.close();
    expect(session.store.get().views.checks.size).toBe(0);
    expect(session.store.get().views.classifier.phase).toBe('ready');
  });
});

describe('opening a study', () => {
  const open = async (autoRun: boolean) => {
    jest.useFakeTimers();
    const worker = classifyingWorker({ [first]: 0.2, [second]: 0.97 });
    const session = sessionWith(worker, { config: { ...defaultConfig, autoRun } });
    await jest.advanceTimersByTimeAsync(10_000);
    jest.useRealTimers();
    await settled();
    return { session, worker };
  };

  it('runs nothing automatically by default', async () => {
    const { worker } = await open(false);
    expect(worker.calls).toEqual([]);
  });

  it('identifies all views in idle time where configured, and analyses nothing', async () => {
    jest.useFakeTimers();
    const session = sessionWith(classifyingWorker({ [first]: 0.2, [second]: 0.97 }), {
      config: { ...defaultConfig, identifyViews: 'whenIdle' },
    });
    await jest.advanceTimersByTimeAsync(60_000);
    jest.useRealTimers();
    await settled();
    expect(session.store.get().views.checks.size).toBe(2);
    expect([...session.store.get().choice.uids]).toEqual([second]);
    expect(session.store.get().results.size).toBe(0);
  });

  it('reads the best A4C with autoRun', async () => {
    const { session } = await open(true);
    expect([...session.store.get().results.keys()]).toEqual([second]);
  });
});
