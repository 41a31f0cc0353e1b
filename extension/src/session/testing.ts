import type { Manifest } from '@echonet/models';
import type { ImageLoader } from '../clips/read-frame';
import { displaySetOf, imageIdsOf, loaderWith } from '../clips/testing';
import { type BackendName, defaultConfig } from '../config';
import type { DisplaySet } from '../host/contracts';
import type { Reader } from '../host/user';
import type { Viewer } from '../host/viewer';
import type { InferenceClient } from '../inference/client';
import type { Reply } from '../inference/protocol';
import type { FoundModel } from '../models/model-sources';
import type { Archive } from '../report/archive/archive';
import { Session, type SessionParts } from './session';

/** A viewer, a worker and a model for tests of the session and of what shows it. */

/** A manifest with one task of each kind. */
export const manifest: Manifest = {
  schemaVersion: 1,
  id: 'test',
  version: '1.0.0',
  name: 'Test model',
  architecture: { name: 'inception-resnet-v1', inputSize: 8, channels: 1, width: 1, outputs: 2 },
  input: {
    size: 8,
    channels: 1,
    mean: 0,
    std: 1,
    frameIntervalMs: 100,
    frameCount: 20,
    view: 'A4C',
  },
  tasks: [
    {
      id: 'EF',
      name: 'Ejection fraction',
      kind: 'regression',
      unit: '%',
      range: [10, 80],
      outputIndex: 0,
      labelMean: 55,
      labelStd: 12,
      metrics: { r2: 0.61, mae: 5.25 },
      calibration: { interval90HalfWidth: 11 },
    },
    {
      id: 'lead',
      name: 'Pacing lead',
      kind: 'classification',
      unit: '',
      range: [0, 1],
      outputIndex: 1,
      decisionThreshold: 0.5,
      metrics: {},
    },
  ],
  provenance: {
    data: 'simulated A4C phantoms',
    simulated: true,
    patients: { train: 300, validation: 30, test: 60 },
    commit: 'abc',
    seed: 1,
    command: 'echonet train',
    date: '2026-11-23',
  },
  intendedUse: 'Trying the software out.',
  files: { 'model.json': '0'.repeat(64) },
};

/** A viewer whose study and active viewport a test moves about. */
export interface FakeViewer extends Viewer {
  study: DisplaySet[];
  active: string | undefined;
  /** What viewports other than the active one show. */
  besides: string[];
  frameIndex: number;
  shownLanguage: string;
  loggedIn?: Reader;
  loader: ImageLoader;
  readonly notices: string[];
  /** What the reader was asked to draw. */
  drawing?: { shape: string; onDrawn: Parameters<Viewer['drawRegion']>[1] };
  listeners: Set<() => void>;
  changed(): void;
}

/** A viewer that shows the first of two B-mode cines. */
export function fakeViewer(study: DisplaySet[] = [displaySetOf(1), displaySetOf(2)]): FakeViewer {
  const viewer: FakeViewer = {
    study,
    active: study[0]?.displaySetInstanceUID,
    besides: [],
    frameIndex: 0,
    shownLanguage: 'en-US',
    loader: loaderWith(),
    notices: [],
    listeners: new Set(),
    changed: () => viewer.listeners.forEach((listener) => listener()),
    displaySets: () => viewer.study,
    activeDisplaySetUID: () => viewer.active,
    activeFrameIndex: () => viewer.frameIndex,
    shownDisplaySetUIDs: () => [viewer.active ?? [], viewer.besides].flat(),
    shownFrameIndex: () => viewer.frameIndex,
    onChange(listener) {
      viewer.listeners.add(listener);
      return () => void viewer.listeners.delete(listener);
    },
    imageIds: () => imageIdsOf(30),
    imageLoader: () => viewer.loader,
    show(displaySetInstanceUID) {
      viewer.active = displaySetInstanceUID;
      viewer.changed();
    },
    showFrame(displaySetInstanceUID, frameIndex) {
      viewer.frameIndex = frameIndex;
      viewer.show(displaySetInstanceUID);
    },
    drawRegion(shape, onDrawn) {
      viewer.drawing = { shape, onDrawn };
      return () => void (viewer.drawing = undefined);
    },
    language: () => viewer.shownLanguage,
    hotkey: () => 'shift+e',
    refreshToolbar: () => {},
    versions: () => ({ cornerstone: '4.8.4' }),
    notify: (message) => void viewer.notices.push(message),
    notifyProgress(message, work) {
      const notice = (text: string) => void viewer.notices.push(text);
      notice(message);
      void work.then(notice, (error: Error) => notice(error.message));
    },
    reader: () => viewer.loggedIn,
  };
  return viewer;
}

/** An archive that takes everything, and what it was given. */
export interface FakeArchive extends Archive {
  readonly stored: ArrayBuffer[];
  readonly refreshed: string[];
}

/** What a classifier says that is that sure of an A4C, and wants to be surer than half. */
export function viewCheckOf(probability: number): Reply<'classifyView'> {
  const accepted = probability >= 0.5;
  return {
    prediction: {
      view: accepted ? 'A4C' : 'other',
      accepted,
      probability,
      threshold: 0.5,
      probabilities: { A4C: probability, other: 1 - probability, unusable: 0 },
    },
    quality: { contrast: 0.5, blackShare: 0.25, whiteShare: 0 },
  };
}

/** A classifier and where it lies. */
export const foundClassifier: FoundModel = {
  manifest: { ...manifest, purpose: 'view', input: { ...manifest.input, view: 'any' } },
  modelUrl: 'http://localhost/models/views/',
};

/** @param replace methods to answer otherwise */
export function fakeArchive(replace: Partial<Archive> = {}): FakeArchive {
  const archive: FakeArchive = {
    stored: [],
    refreshed: [],
    name: () => 'Echo archive',
    store(part10, onSent) {
      onSent(1);
      archive.stored.push(part10);
      return Promise.resolve();
    },
    refresh: (studyUID) => Promise.resolve(void archive.refreshed.push(studyUID)),
    ...replace,
  };
  return archive;
}

/** A worker that answers at once, and what it was asked. */
export interface FakeWorker extends InferenceClient {
  readonly calls: string[];
  isDisposed: boolean;
}

/** What a worker on this backend answers when it has started. */
export function startReplyOf(name: BackendName, batchSize = 1): Reply<'start'> {
  return {
    backend: {
      name,
      description: name === 'wasm' ? 'WebAssembly, 2 threads' : name,
      threads: name === 'wasm' ? 2 : undefined,
      isCrossOriginIsolated: true,
      passedOver: [],
      notes: [],
      features: [],
      limits: {},
    },
    batchSize,
    timings: { backendMs: 12, modelMs: 34 },
  };
}

/** @param replace methods to answer otherwise */
export function fakeWorker(replace: Partial<InferenceClient> = {}): FakeWorker {
  const prepared = new Set<string>();
  const worker: FakeWorker = {
    calls: [],
    isDisposed: false,
    start({ failed }, onProgress) {
      const name = ['wasm' as const, 'cpu' as const].find((each) => !failed.includes(each));
      if (!name) {
        return Promise.reject(new Error('No backend is available.'));
      }
      onProgress({ phase: 'backend', name });
      return Promise.resolve(startReplyOf(name));
    },
    prepareClip({ SOPInstanceUID }) {
      prepared.add(SOPInstanceUID);
      return Promise.resolve({
        size: 8,
        sector: {
          crop: { x: 0, y: 0, width: 80, height: 80 },
          outline: [
            { x: 0, y: 0 },
            { x: 80, y: 0 },
            { x: 40, y: 80 },
          ],
          source: 'pixels',
          notes: ['Ultrasound region in header is wrong; ignored.'],
        },
        quality: { contrast: 0.5, blackShare: 0.25, whiteShare: 0 },
      });
    },
    classifyView: () => Promise.resolve(viewCheckOf(0.9)),
    isPrepared: (SOPInstanceUID) => Promise.resolve(prepared.has(SOPInstanceUID)),
    predictFrames: ({ frameIndices }) =>
      Promise.resolve({
        frames: frameIndices.map((frameIndex) => ({
          values: { EF: 50 + frameIndex, lead: 0.25 },
        })),
      }),
    explainFrame: ({ frameIndex }) =>
      Promise.resolve({ displayValues: new Uint8ClampedArray(64).fill(frameIndex) }),
    stopExplaining: () => {},
    spareCore: (isSpared) => void worker.calls.push(`spareCore ${isSpared}`),
    diagnose: () =>
      Promise.resolve({ memory: { numTensors: 7 }, versions: { 'tfjs-core': '4.22.0' } }),
    hasEnded: () => worker.isDisposed,
    dispose: () => void (worker.isDisposed = true),
    ...replace,
  };
  for (const name of [
    'start',
    'prepareClip',
    'classifyView',
    'predictFrames',
    'explainFrame',
  ] as const) {
    const original = worker[name].bind(worker) as (...parameters: unknown[]) => Promise<never>;
    worker[name] = (request: object, ...more: unknown[]) => {
      const { SOPInstanceUID, frameIndex, frameIndices } = request as Record<string, unknown>;
      worker.calls.push(
        [name, SOPInstanceUID, frameIndex ?? frameIndices]
          .filter((x) => x !== undefined)
          .map(String)
          .join(' '),
      );
      return original(request, ...more);
    };
  }
  return worker;
}

/** An open session over a fake viewer and fake workers. */
export function sessionOver(
  viewer: FakeViewer,
  worker: FakeWorker = fakeWorker(),
  parts: Partial<SessionParts> = {},
): Session {
  const session = new Session({
    viewer,
    archive: fakeArchive(),
    config: defaultConfig,
    findModel: () => Promise.resolve({ manifest, modelUrl: 'http://localhost/models/test/' }),
    offeredModels: () => Promise.resolve([]),
    findViewClassifier: () => Promise.resolve(undefined),
    startWorker: () => worker,
    wasmUrl: () => 'http://localhost/',
    ...parts,
  });
  session.open();
  return session;
}

/** Lets everything that waits for nothing but promises go on. */
export async function settled(): Promise<void> {
  for (let i = 0; i < 200; i++) {
    await Promise.resolve();
  }
}

/** A worker whose named calls wait until they are let go. */
export function heldBack(name: 'start' | 'predictFrames' | 'explainFrame') {
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
