import { defaultConfig } from '../config';
import type { FakeViewer } from '../host/testing';
import { type FakeWorker, fakeWorker } from '../inference/fake-worker';
import { manifest } from '../models/testing';
import { fakeArchive } from '../report/archive/testing';
import { Session, type SessionParts } from './session';

/** An open session with fakes of its parts. */
export function sessionOver(
  viewer: FakeViewer,
  worker: FakeWorker = fakeWorker(),
  parts: Partial<SessionParts> = {},
): Session {
  const session = new Session({
    viewer,
    archive: fakeArchive(),
    priorReports: { find: () => Promise.resolve([]) },
    config: defaultConfig,
    findModel: () => Promise.resolve({ manifest, modelUrl: 'http://localhost/models/test/' }),
    offeredModels: () => Promise.resolve([]),
    findViewClassifier: () => Promise.resolve(undefined),
    findQualityModel: () => Promise.resolve(undefined),
    findSegmentationModel: () => Promise.resolve(undefined),
    offeredSegmentations: () => Promise.resolve([]),
    startWorker: () => worker,
    wasmUrl: () => 'http://localhost/',
    ...parts,
  });
  session.open();
  return session;
}

/** Waits until everything that depends on promises alone has run. */
export async function settled(): Promise<void> {
  for (let i = 0; i < 200; i++) {
    await Promise.resolve();
  }
}
