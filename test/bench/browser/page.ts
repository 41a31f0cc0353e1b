import { wrap, type Remote } from 'comlink';
import { findWebGl, findWebGpu } from '@echonet/ohif-extension/testing';
import type { DeviceReport, Job, StartReport } from '../contestant';
import type { PeakWorker } from './peak-worker';
import { startPlugin } from './plugin-start';
import type { ContestantWorker } from './worker';

/**
 * A call with its values as text, since Playwright passes no typed arrays from page to Node, and takes
 * seconds for an array of the numbers of a map.
 */
export interface PlainCall {
  readonly ms: number;
  /** 32-bit floats, little-endian, in base64. */
  readonly values: string;
}

const workers = new Map<string, { worker: Worker; remote: Remote<ContestantWorker> }>();
const peakWorkers: Remote<PeakWorker>[] = [];

/** Available to the benchmark as `window.bench`. */
const bench = {
  startPlugin,

  async devices(): Promise<Record<'webgpu' | 'webgl', DeviceReport>> {
    const none = { isSoftware: false };
    return { webgpu: (await findWebGpu()) ?? none, webgl: findWebGl() ?? none };
  },

  async start(job: Job): Promise<StartReport> {
    const worker = new Worker(
      /* webpackChunkName: "contestant" */ new URL('./worker.ts', import.meta.url),
      { type: 'module', name: job.contestant.id },
    );
    const remote = wrap<ContestantWorker>(worker);
    workers.set(job.contestant.id, { worker, remote });
    const failed = new Promise<never>((_resolve, reject) => {
      worker.onerror = ({ message }) => reject(new Error(message || 'its worker did not load'));
    });
    return Promise.race([remote.start(job), failed]);
  },

  forward: async (id: string, batchSize: number): Promise<PlainCall> =>
    plain(await workers.get(id)!.remote.forward(batchSize)),

  gradient: async (id: string): Promise<PlainCall> =>
    plain(await workers.get(id)!.remote.gradient()),

  /** As `gradient`, without passing the values to Node, which takes memory. */
  async gradientMs(id: string): Promise<number> {
    return (await workers.get(id)!.remote.gradient()).ms;
  },

  stop(id: string): void {
    workers.get(id)?.worker.terminate();
    workers.delete(id);
  },

  /** Multiply-adds per second of `threads` threads together. */
  async peak(threads: number, ms: number): Promise<number> {
    while (peakWorkers.length < threads) {
      const worker = new Worker(
        /* webpackChunkName: "peak" */ new URL('./peak-worker.ts', import.meta.url),
        { type: 'module', name: 'peak' },
      );
      peakWorkers.push(wrap<PeakWorker>(worker));
    }
    const speeds = await Promise.all(
      peakWorkers.slice(0, threads).map((worker) => worker.multiplyAdds(ms)),
    );
    return speeds.reduce((sum, speed) => sum + speed, 0);
  },
};

/** Arguments of one call of String.fromCharCode. */
const textChunk = 2 ** 14;

function plain({ ms, values }: { ms: number; values: Float32Array }): PlainCall {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  let text = '';
  for (let start = 0; start < bytes.length; start += textChunk) {
    text += String.fromCharCode(...bytes.subarray(start, start + textChunk));
  }
  return { ms, values: btoa(text) };
}

export type BenchPage = typeof bench;

(window as unknown as { bench: BenchPage }).bench = bench;
