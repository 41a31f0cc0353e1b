import type { CreateNetwork } from '@echonet/models';
import { compileKernels } from '../kernels';
import type { ReadKernelFile } from '../kernels';
import type { StartThread } from '../threads';
import { wasmEngine } from '../wasm-network';

/** The WebAssembly engine of a browser's worker, and what it found there. */
export interface BrowserEngine {
  readonly createNetwork: CreateNetwork;
  /** 1 where the page is not cross-origin isolated. */
  readonly threads: number;
  /** Whether a multiplication and the addition after it are one instruction. */
  readonly fused: boolean;
  /** Leaves one core to the page from the next pass on, or takes it back. */
  spareCore(isSpared: boolean): void;
  /** Networks that are not disposed, and the bytes of their memory. */
  memory(): { networks: number; numBytes: number };
}

/** More gain nothing for one image. */
const mostThreads = 16;

/** Longer than a thread takes to start on a busy machine. */
const patienceMs = 10_000;

/**
 * The WebAssembly engine in a browser's worker: a page's own thread may not wait for others.
 *
 * @param readFile reads the kernel files that lie beside the plugin.
 * @param threads defaults to one for each core.
 * @throws Error when the browser has no WebAssembly SIMD, or a kernel file cannot be read.
 */
export async function browserEngine(
  readFile: ReadKernelFile,
  threads = navigator.hardwareConcurrency || 1,
): Promise<BrowserEngine> {
  const count = crossOriginIsolated ? Math.min(threads, mostThreads) : 1;
  let isCoreSpared = false;
  const kernels = await compileKernels(readFile, count > 1);
  const memories = new Set<WebAssembly.Memory>();
  const createNetwork = wasmEngine({
    kernels,
    threads: count,
    threadsInUse: () => count - (isCoreSpared ? 1 : 0),
    startThread,
    onMemory: (memory, isHeld) => void (isHeld ? memories.add(memory) : memories.delete(memory)),
  });
  const memory = () => ({
    networks: memories.size,
    numBytes: [...memories].reduce((sum, { buffer }) => sum + buffer.byteLength, 0),
  });
  return {
    createNetwork,
    threads: count,
    fused: kernels.fused,
    spareCore: (isSpared) => void (isCoreSpared = isSpared),
    memory,
  };
}

const startThread: StartThread = async (start) => {
  const worker = new Worker(
    /* webpackChunkName: "echonet-thread" */ new URL('./thread.ts', import.meta.url),
    {
      type: 'module',
      name: `echonet-thread-${start.thread}`,
    },
  );
  try {
    await new Promise((resolve, reject) => {
      worker.onmessage = resolve;
      worker.onerror = (event) => {
        reject(new Error(`a thread did not start (${event.message || 'its file is missing'}).`));
      };
      setTimeout(() => reject(new Error('a thread did not start in time.')), patienceMs);
      worker.postMessage(start);
    });
  } catch (error) {
    worker.terminate();
    throw error;
  }
  return { terminate: () => worker.terminate() };
};
