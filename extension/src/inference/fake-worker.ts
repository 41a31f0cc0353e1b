import type { Anatomy } from '@echonet/models';
import type { BackendName } from '../config';
import { abortable } from './abortable';
import type { InferenceClient } from './client';
import type { Reply, Request } from './protocol';
import { outlinedFrame } from '../contours/testing';

/** A worker for tests that replies at once and records its calls. */
export interface FakeWorker extends InferenceClient {
  readonly calls: string[];
  isDisposed: boolean;
}

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

/** The check of a clip with the given probability of A4C; the threshold is 0.5. */
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

/** The check of a clip that the classifier accepts and whose outlines lack something. */
export function contradictedCheck(missing: Anatomy): Reply<'classifyView'> {
  const { prediction, ...check } = viewCheckOf(0.99);
  return {
    ...check,
    prediction: { ...prediction, view: 'uncertain', accepted: false, missing },
  };
}

/** @param replace replaces methods */
export function fakeWorker(replace: Partial<InferenceClient> = {}): FakeWorker {
  const disposal = new AbortController();
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
    predictWindow: ({ frameIndices }) =>
      Promise.resolve({ values: { EF: 50 + frameIndices[0], lead: 0.25 } }),
    segmentFrames: ({ frames, scale }) =>
      Promise.resolve({
        frames: frames.map(({ frameIndex }) => outlinedFrame(frameIndex, scale ? 'cm' : 'pixel')),
        framesPerRequest: 3,
      }),
    rateContours: () => Promise.resolve({ quality: { sharpness: 0.2, atriumBelowShare: 1 } }),
    explainFrame: ({ frameIndex }) =>
      Promise.resolve({ displayValues: new Uint8ClampedArray(64).fill(frameIndex) }),
    stopExplaining: () => {},
    spareCore: (isSpared) => void worker.calls.push(`spareCore ${isSpared}`),
    diagnose: () =>
      Promise.resolve({ memory: { numTensors: 7 }, versions: { 'tfjs-core': '4.22.0' } }),
    hasEnded: () => worker.isDisposed,
    dispose: () => {
      worker.isDisposed = true;
      disposal.abort(new Error('The worker was disposed.'));
    },
    ...replace,
  };
  for (const name of [
    'start',
    'prepareClip',
    'classifyView',
    'predictFrames',
    'predictWindow',
    'segmentFrames',
    'explainFrame',
  ] as const) {
    const original = worker[name].bind(worker) as (...parameters: unknown[]) => Promise<never>;
    worker[name] = (request: object, ...more: unknown[]) => {
      const { SOPInstanceUID, frameIndex, frameIndices } = request as Record<string, unknown>;
      const segmented =
        name === 'segmentFrames' ? (request as Request<'segmentFrames'>).frames : [];
      worker.calls.push(
        [
          name,
          SOPInstanceUID,
          frameIndex ?? frameIndices,
          ...segmented.map((frame) => frame.frameIndex),
        ]
          .filter((x) => x !== undefined)
          .map(String)
          .join(' '),
      );
      return abortable(original(request, ...more), disposal.signal);
    };
  }
  return worker;
}

/** A worker whose calls of one method wait until `release` is called. */
export function heldWorker(name: 'start' | 'predictFrames' | 'segmentFrames' | 'explainFrame') {
  const waiting: (() => void)[] = [];
  const real = fakeWorker();
  const call = real[name].bind(real) as (...parameters: unknown[]) => Promise<unknown>;
  const worker = fakeWorker({
    [name]: (...parameters: unknown[]) =>
      new Promise((resolve, reject) =>
        waiting.push(() => void call(...parameters).then(resolve, reject)),
      ),
  });
  return { worker, waiting, release: () => waiting.shift()?.() };
}
