import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { CreateNetwork, CreateWindowNetwork } from '@echonet/models';
import { compileKernels } from '../kernels';
import type { MachineParts } from '../machine';
import type { HelperThread, StartThread } from '../threads';
import { wasmEngine } from '../wasm-network';
import { windowEngine } from '../window/window-network';

export interface NodeEngineOptions {
  /** Default: one per core. */
  readonly threads?: number;
  readonly patienceMs?: number;
  readonly threadsInUse?: () => number;
  /** Called with each started thread. */
  readonly onThread?: (thread: HelperThread) => void;
}

/** Starts the WebAssembly engine in Node, for tests, benchmarks and the command line. */
export async function nodeEngine(options: NodeEngineOptions = {}): Promise<CreateNetwork> {
  return wasmEngine(await nodeParts(options));
}

/** The same for networks on windows of frames. */
export async function nodeWindowEngine(
  options: NodeEngineOptions = {},
): Promise<CreateWindowNetwork> {
  return windowEngine(await nodeParts(options));
}

async function nodeParts(options: NodeEngineOptions): Promise<MachineParts> {
  const { threads = availableParallelism(), patienceMs, threadsInUse, onThread } = options;
  const kernels = await compileKernels(
    async (fileName) =>
      new Uint8Array(await readFile(new URL(`../../build/${fileName}`, import.meta.url))),
    threads > 1,
  );
  return {
    kernels,
    threads,
    patienceMs,
    threadsInUse,
    startThread: async (start) => {
      const thread = await startThread(start);
      onThread?.(thread);
      return thread;
    },
  };
}

/** browser/thread.ts as a JavaScript string, since Node's threads do not load TypeScript. */
const threadScript = `
  const { parentPort } = require('node:worker_threads');
  parentPort.once('message', ({ module, memory, thread }) => {
    const words = new Int32Array(memory.buffer);
    const wait = (address, value, milliseconds) =>
      Number(Atomics.wait(words, address / 4, value, milliseconds) !== 'timed-out');
    const { exports } = new WebAssembly.Instance(module, { env: { memory, wait } });
    parentPort.postMessage('ready');
    exports.serve(thread);
    parentPort.close();
  });`;

const startThread: StartThread = async (start) => {
  const worker = new Worker(threadScript, { eval: true });
  await new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.postMessage(start);
  });
  worker.unref();
  return { terminate: () => void worker.terminate() };
};
