import { describe, expect, it } from '@jest/globals';
import { displaySetOf } from '../clips/testing';
import { defaultConfig } from '../config';
import { fakeViewer } from '../host/testing';
import { fakeWorker } from '../inference/fake-worker';
import type { SessionParts } from '../session/session';
import { sessionOver, settled } from '../session/testing';
import { manifest } from './testing';

const simulated = { manifest, modelUrl: 'http://localhost/models/simulated/' };
const real = {
  manifest: {
    ...manifest,
    id: 'real',
    provenance: { ...manifest.provenance, simulated: false },
    tasks: [manifest.tasks[0]],
  },
  modelUrl: 'http://localhost/models/real/',
};

const bothModels: Partial<SessionParts> = {
  startWorker: () => fakeWorker(),
  findModel: (isOfRealPatients) => Promise.resolve(isOfRealPatients ? real : simulated),
};

/** A session whose model is loaded, on a clip by a manufacturer. */
async function sessionOn(Manufacturer: string, parts: Partial<SessionParts> = {}) {
  const viewer = fakeViewer([displaySetOf(1, { Manufacturer })]);
  const session = sessionOver(viewer, fakeWorker(), { ...bothModels, ...parts });
  await session.models.load();
  await settled();
  return session;
}

describe('the demonstration beside a model of real patients', () => {
  it('is read when it is asked for, on a worker of its own, and kept apart from the results', async () => {
    const session = await sessionOn('Philips');
    expect(session.store.get().demonstration.model?.modelUrl).toBe(simulated.modelUrl);
    await session.runs.start();
    expect(session.store.get().demonstration.results.size).toBe(0);
    await session.demonstration.read();
    const { demonstration, results } = session.store.get();
    expect(Object.keys(results.get('1.2.3.1')!.prediction)).toEqual(['EF']);
    expect(Object.keys(demonstration.results.get('1.2.3.1')!.prediction)).toEqual(['EF', 'lead']);
    expect(session.reports.report()?.results.map(({ task }) => task.id)).toEqual(['EF']);
    session.close();
    expect(session.store.get().demonstration).toEqual({ results: new Map() });
  });

  it('is not there where the department wants none, nor beside a model of simulated patients', async () => {
    const config = { ...defaultConfig, showDemonstration: false };
    const sessions = [
      await sessionOn('Philips', { config }),
      await sessionOn('Simulated echoes, Philips style'),
    ];
    for (const session of sessions) {
      expect(session.store.get().demonstration.model).toBeUndefined();
    }
  });
});

describe('the model for the patients of a study', () => {
  const later = [displaySetOf(2, { Manufacturer: 'Philips' })];

  it('is looked for again once the clips are known', async () => {
    const viewer = fakeViewer([]);
    const session = sessionOver(viewer, fakeWorker(), bothModels);
    await session.models.load();
    expect(session.store.get().model).toMatchObject({ modelUrl: simulated.modelUrl });
    viewer.study = later;
    viewer.changed();
    await settled();
    expect(session.store.get().model).toMatchObject({ modelUrl: real.modelUrl });
  });

  it('stays the one that the reader has chosen', async () => {
    const viewer = fakeViewer([]);
    const session = sessionOver(viewer, fakeWorker(), bothModels);
    await session.models.load();
    session.models.choose(simulated);
    viewer.study = later;
    viewer.changed();
    await settled();
    expect(session.store.get().model).toMatchObject({ modelUrl: simulated.modelUrl });
  });
});
