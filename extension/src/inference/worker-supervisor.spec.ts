import { describe, expect, it } from '@jest/globals';
import { type BackendName, backendNames, defaultConfig } from '../config';
import { fakeViewer } from '../host/testing';
import type { SessionParts } from '../session/session';
import { sessionOver, settled } from '../session/testing';
import { BackendFault } from './backend-fault';
import type { InferenceClient } from './client';
import { type FakeWorker, fakeWorker, startReplyOf } from './fake-worker';

const uid = '1.2.3.1';
const everything: Readonly<Record<BackendName, boolean>> = {
  webgpu: true,
  webgl: true,
  wasm: true,
  cpu: true,
};

/**
 * A session on a machine with the given backends; `faults` replaces methods of the worker on a
 * backend.
 */
function sessionOn(
  machine: Partial<Record<BackendName, boolean>>,
  faults: Partial<Record<BackendName, Partial<InferenceClient>>>,
  parts: Partial<SessionParts> = {},
) {
  const workers: FakeWorker[] = [];
  const startedOn: BackendName[] = [];
  const startWorker = () => {
    let faulty: Partial<InferenceClient> = {};
    const worker = fakeWorker({
      start({ failed }, onProgress) {
        const name = backendNames.find((each) => machine[each] && !failed.includes(each));
        if (!name) {
          return Promise.reject(new Error('No backend is available.'));
        }
        onProgress({ phase: 'backend', name });
        startedOn.push(name);
        faulty = faults[name] ?? {};
        return faulty.start?.({} as never, onProgress) ?? Promise.resolve(startReplyOf(name));
      },
    });
    for (const name of ['predictFrames', 'explainFrame', 'prepareClip'] as const) {
      const original = worker[name].bind(worker) as (...all: unknown[]) => Promise<never>;
      worker[name] = (...all: unknown[]) => {
        const replaced = faulty[name] as ((...all: unknown[]) => Promise<never>) | undefined;
        return (replaced ?? original)(...all);
      };
    }
    workers.push(worker);
    return worker;
  };
  const viewer = fakeViewer();
  const session = sessionOver(viewer, fakeWorker(), { startWorker, ...parts });
  return { session, viewer, workers, startedOn };
}

const rejecting = (error: Error) => () => Promise.reject(error);
const deviceLost = { predictFrames: rejecting(new BackendFault('device lost')) };

describe('a backend that fails during a run', () => {
  it.each([
    [
      'a lost device',
      'webgpu',
      'device lost',
      'WebGPU stopped (device lost); EchoNet continues with WebGL.',
    ],
    [
      'a lost context',
      'webgl',
      'device lost',
      'WebGL stopped (device lost); EchoNet continues with WebAssembly.',
    ],
    [
      'too little memory',
      'webgpu',
      'out of memory',
      'WebGPU stopped (out of memory); EchoNet continues with WebGL.',
    ],
    [
      'a killed worker',
      'wasm',
      'the browser ended its worker',
      'WebAssembly stopped (the browser ended its worker); EchoNet continues with plain JavaScript.',
    ],
  ] as const)(
    'is replaced by the next one after %s, with a note',
    async (_what, name, reason, note) => {
      const machine = Object.fromEntries(
        backendNames.slice(backendNames.indexOf(name)).map((each) => [each, true]),
      );
      const faults = { [name]: { predictFrames: rejecting(new BackendFault(reason)) } };
      const { session, workers } = sessionOn(machine, faults);
      await session.runs.start();
      const { results, failures, switched } = session.store.get();
      expect(failures.size).toBe(0);
      expect(results.get(uid)?.prediction.EF.mean).toBe(64);
      expect(switched).toBe(note);
      // The result keeps the note; the next run clears the state's.
      expect(results.get(uid)?.backend.notes).toContain(note);
      expect(workers.map(({ isDisposed }) => isDisposed)).toEqual([true, false]);
    },
  );

  it('repeats all frames: no partial result of the failed device is kept', async () => {
    let calls = 0;
    const predictFrames: InferenceClient['predictFrames'] = ({ frameIndices }) =>
      ++calls < 3
        ? Promise.resolve({ frames: frameIndices.map(() => ({ values: { EF: 0, lead: 0 } })) })
        : Promise.reject(new BackendFault('device lost'));
    const { session } = sessionOn(everything, { webgpu: { predictFrames } });
    await session.runs.start();
    const result = session.store.get().results.get(uid);
    expect(result?.prediction.EF.perFrame).toHaveLength(15);
    expect(Math.min(...result!.prediction.EF.perFrame)).toBe(50);
  });

  it('is replaced when it fails while it starts', async () => {
    const start = rejecting(new BackendFault('out of memory'));
    const { session, startedOn } = sessionOn(everything, { webgpu: { start } });
    await session.runs.start();
    expect(startedOn).toEqual(['webgpu', 'webgl']);
    expect(session.store.get().results.has(uid)).toBe(true);
  });

  it('is replaced once: a second failure is shown', async () => {
    const { session, workers } = sessionOn(everything, { webgpu: deviceLost, webgl: deviceLost });
    await session.runs.start();
    expect(session.store.get().failures.get(uid)).toBe(
      'WebGPU stopped (device lost). WebGL stopped (device lost). ' +
        'Reload the page; if the problem persists, contact your administrator.',
    );
    expect(workers.every(({ isDisposed }) => isDisposed)).toBe(true);
  });

  it('is shown when there is no other', async () => {
    const { session } = sessionOn({ wasm: true }, { wasm: deviceLost });
    await session.runs.start();
    expect(session.store.get().failures.get(uid)).toBe(
      'WebAssembly stopped (device lost). No backend is available.',
    );
  });

  it('is not tried again during the visit when it was a graphics device', async () => {
    const { session, startedOn } = sessionOn(everything, { webgpu: deviceLost });
    await session.runs.start();
    await session.runs.start();
    expect(startedOn).toEqual(['webgpu', 'webgl']);
    expect(session.store.get().switched).toBeUndefined();
    session.close();
    session.open();
    await session.runs.start();
    expect(startedOn.slice(2)).toEqual(['webgpu', 'webgl']);
  });

  it('is tried again by the next run when it was the processor', async () => {
    const faults: Partial<Record<BackendName, Partial<InferenceClient>>> = { wasm: deviceLost };
    const { session, startedOn } = sessionOn({ wasm: true, cpu: true }, faults);
    await session.runs.start();
    delete faults.wasm;
    await session.runs.start();
    expect(startedOn).toEqual(['wasm', 'cpu', 'wasm']);
  });

  it('is not replaced when the clip was rejected or the run cancelled', async () => {
    const refusal = Object.assign(new Error('Clip 1: blank'), { name: 'ClipRefusal' });
    const refusing = sessionOn(everything, { webgpu: { prepareClip: rejecting(refusal) } });
    await refusing.session.runs.start();
    expect(refusing.startedOn).toEqual(['webgpu']);
    expect(refusing.session.store.get().failures.get(uid)).toBe('Clip 1: blank.');

    let fail: (error: Error) => void = () => {};
    const predictFrames = () => new Promise<never>((_, reject) => (fail = reject));
    const cancelled = sessionOn(everything, { webgpu: { predictFrames } });
    const running = cancelled.session.runs.start();
    await settled();
    cancelled.session.runs.cancel();
    fail(new BackendFault('device lost'));
    await running;
    await settled();
    expect(cancelled.startedOn).toEqual(['webgpu']);
    expect(cancelled.session.store.get().failures.size).toBe(0);
  });

  it('is replaced during saliency as well', async () => {
    const explainFrame = rejecting(new BackendFault('device lost'));
    const { session, startedOn } = sessionOn(everything, { webgpu: { explainFrame } });
    await session.runs.start();
    session.saliency.toggle();
    await settled();
    expect(startedOn).toEqual(['webgpu', 'webgl']);
    expect(session.saliency.forFrame(uid, 0)).toBeDefined();
    expect(session.store.get().saliency.problem).toBeUndefined();
    expect(session.store.get().switched).toMatch(/^WebGPU stopped/);
  });
});

describe('starting a worker', () => {
  it('requests the backends of the configuration', async () => {
    const requests: unknown[] = [];
    const worker = fakeWorker();
    const start = worker.start.bind(worker);
    worker.start = (request, onProgress) => {
      requests.push(request);
      return start(request, onProgress);
    };
    const config = { ...defaultConfig, backendOrder: ['wasm' as const, 'cpu' as const] };
    await sessionOver(fakeViewer(), worker, { config }).runs.start();
    expect(requests).toEqual([
      expect.objectContaining({ backend: 'auto', backendOrder: ['wasm', 'cpu'], failed: [] }),
    ]);
  });

  it('reports the backend and the download of the model', async () => {
    const downloads: unknown[] = [];
    const worker = fakeWorker({
      start(_request, onProgress) {
        onProgress({ phase: 'download', bytesRead: 10, bytesTotal: 30 });
        return Promise.resolve(startReplyOf('wasm'));
      },
    });
    const session = sessionOver(fakeViewer(), worker);
    session.store.subscribe(() => {
      const { run } = session.store.get();
      if (run?.download) {
        downloads.push(run.download);
      }
    });
    await session.runs.start();
    expect(downloads[0]).toMatchObject({ bytesRead: 10, bytesTotal: 30 });
    expect(session.store.get().backend?.threads).toBe(2);
  });
});
