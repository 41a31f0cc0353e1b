import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { CreateNetwork } from '@echonet/models';
import { compileKernels } from '../kernels';
import type { HelperThread, StartThread } from '../threads';
import { wasmEngine } from '../wasm-network';

/** How the engine runs in Node. */
export interface NodeEngineOptions {
  /** Defaults to one for each core. */
  readonly threads?: number;
  /** See MachineParts. */
  readonly patienceMs?: number;
  readonly threadsInUse?: () => number;
  /** Told of each thread that was started. */
  readonly onThread?: (thread: HelperThread) => void;
}

/** The WebAssembly engine in Node, for tests, benchmarks and the command line. */
export async function nodeEngine(options: NodeEngineOptions = {}): Promise<CreateNetwork> {
  const { threads = availableParallelism(), patienceMs, threadsInUse, onThread } = options;
  const kernels = await compileKernels(
    async (fileName) =>
      new Uint8Array(await readFile(new URL(`../../build/${fileName}`, import.meta.url))),
    threads > 1,
  );
  return wasmEngine({
    kernels,
    threads,
    patienceMs,
    threadsInUse,
    startThread: async (start) => {
      const thread = await startThread(start);
      onThread?.(thread);
      return thread;
    },
  });
}

/** What a browser's thread.ts does, as a script: Node's threads do not read TypeScript. */
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
