import { describe, expect, it, jest } from '@jest/globals';
import { displaySetOf } from '../clips/testing';
import { defaultConfig } from '../config';
import type { InferenceClient } from '../inference/client';
import { readingOf } from '../results/reading';
import {
  fakeViewer,
  fakeWorker,
  foundClassifier,
  sessionOver,
  settled,
  viewCheckOf,
} from '../session/testing';
import type { FakeWorker } from '../session/testing';

const [first, second] = ['1.2.3.1', '1.2.3.2'];

/** A worker that is that sure of each clip's being an A4C. */
function workerSure(probabilities: Readonly<Record<string, number>>): FakeWorker {
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

const asked = (worker: FakeWorker, name: string) =>
  worker.calls.filter((call) => call.startsWith(name));

describe('the view of clips', () => {
  it('is not looked at before the reader asks, but the classifier is looked for', async () => {
    const worker = workerSure({});
    const session = sessionWith(worker);
    await session.loadManifest();
    await settled();
    expect(session.store.get().views.classifier.phase).toBe('ready');
    expect(worker.calls).toEqual([]);
  });

  it('is asked for once for each clip that can be read', async () => {
    const worker = workerSure({ [first]: 0.2, [second]: 0.97 });
    const still = displaySetOf(3, { NumberOfFrames: 1 });
    const session = sessionOver(fakeViewer([displaySetOf(1), displaySetOf(2), still]), worker, {
      findViewClassifier: () => Promise.resolve(foundClassifier),
    });
    await session.loadManifest();
    await session.views.checkAll();
    await session.views.checkAll();
    expect(asked(worker, 'classifyView')).toEqual([
      `classifyView ${first}`,
      `classifyView ${second}`,
    ]);
    const { checks } = session.store.get().views;
    expect(checks.get(second)?.prediction).toMatchObject({ accepted: true, probability: 0.97 });
    expect(checks.get(first)?.prediction.view).toBe('other');
  });

  it('moves the suggestion to the surest A4C, and leaves what the reader has ticked', async () => {
    const worker = workerSure({ [first]: 0.2, [second]: 0.97 });
    const session = sessionWith(worker);
    await session.loadManifest();
    expect([...session.store.get().choice.uids]).toEqual([first]);
    await session.views.checkAll();
    expect([...session.store.get().choice.uids]).toEqual([second]);
    const other = sessionWith(workerSure({ [first]: 0.2, [second]: 0.97 }));
    await other.loadManifest();
    other.choose(first, true);
    await other.views.checkAll();
    expect([...other.store.get().choice.uids]).toEqual([first]);
  });

  it('is checked before a clip is scored, and one that is no A4C is not scored silently', async () => {
    const worker = workerSure({ [first]: 0.2 });
    const session = sessionWith(worker);
    await session.run();
    expect(asked(worker, 'predictFrames')).toEqual([]);
    expect(session.store.get().results.size).toBe(0);
    expect(session.store.get().failures.size).toBe(0);
    expect(session.store.get().run).toBeUndefined();
  });

  it('does not hinder a clip that the reader has scored anyway, and warns beside its numbers', async () => {
    const session = sessionWith(workerSure({ [first]: 0.2 }));
    await session.run();
    await session.scoreAnyway(first);
    const result = session.store.get().results.get(first);
    expect(result?.view).toMatchObject({ accepted: false, probability: 0.2 });
    expect(result?.warnings[0]).toMatch(/not take this clip.*0\.20, threshold 0\.50/);
  });

  it('holds one of several clips back and reads the others', async () => {
    const session = sessionWith(workerSure({ [first]: 0.9, [second]: 0.1 }));
    await session.loadManifest();
    session.choose(second, true);
    await session.run();
    expect([...session.store.get().results.keys()]).toEqual([first]);
    expect(readingOf(session.store.get())?.isComplete).toBe(true);
    expect(session.store.get().results.get(first)?.warnings.join()).not.toMatch(/classifier/);
  });

  it('is unknown where there is no classifier, and clips are read all the same', async () => {
    const worker = fakeWorker();
    const session = sessionOver(fakeViewer(), worker);
    await session.run();
    expect(asked(worker, 'classifyView')).toEqual([]);
    expect(session.store.get().views.classifier.phase).toBe('none');
    expect(session.store.get().results.get(first)?.view).toBeUndefined();
  });

  it('is unknown where the check fails: the reader is told, and clips are read all the same', async () => {
    const worker = fakeWorker({ classifyView: () => Promise.reject(new Error('wrong hash')) });
    const workers = [worker, fakeWorker()];
    const session = sessionWith(worker, { startWorker: () => workers.shift()! });
    await session.run();
    expect(session.store.get().views.failures.get(first)).toBe('wrong hash.');
    expect(session.store.get().results.has(first)).toBe(true);
  });

  it('says what is wrong with the classifier itself', async () => {
    const session = sessionWith(fakeWorker(), {
      findViewClassifier: () => Promise.reject(new Error('It is no view classifier')),
    });
    await session.run();
    expect(session.store.get().views.classifier).toEqual({
      phase: 'failed',
      reason: 'It is no view classifier.',
    });
    expect(session.store.get().results.has(first)).toBe(true);
  });

  it('is checked no further when the reader stops it, or runs', async () => {
    const waiting: (() => void)[] = [];
    const classifyView: InferenceClient['classifyView'] = () =>
      new Promise((resolve) => waiting.push(() => resolve(viewCheckOf(0.9))));
    const session = sessionWith(fakeWorker({ classifyView }));
    await session.loadManifest();
    const checking = session.views.checkAll();
    await settled();
    expect(session.store.get().views.checking).toMatchObject({ done: 0, count: 2 });
    session.views.stop();
    await checking;
    expect(session.store.get().views.checking).toBeUndefined();
    expect(waiting).toHaveLength(1);
  });

  it('is forgotten with the study', async () => {
    const session = sessionWith(workerSure({ [first]: 0.9 }));
    await session.run();
    session.close();
    expect(session.store.get().views.checks.size).toBe(0);
    expect(session.store.get().views.classifier.phase).toBe('ready');
  });
});

describe('opening a study', () => {
  const open = async (autoRun: boolean) => {
    jest.useFakeTimers();
    const worker = workerSure({ [first]: 0.2, [second]: 0.97 });
    const session = sessionWith(worker, { config: { ...defaultConfig, autoRun } });
    await jest.advanceTimersByTimeAsync(10_000);
    jest.useRealTimers();
    await settled();
    return { session, worker };
  };

  it('runs nothing by itself', async () => {
    const { worker } = await open(false);
    expect(worker.calls).toEqual([]);
  });

  it('reads the best A4C where the department wants that', async () => {
    const { session } = await open(true);
    expect([...session.store.get().results.keys()]).toEqual([second]);
  });
});
