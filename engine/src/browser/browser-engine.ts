import type { CreateNetwork, CreateWindowNetwork } from '@echonet/models';
import { compileKernels, type ReadKernelFile } from '../kernels';
import type { MachineParts } from '../machine';
import type { StartThread } from '../threads';
import { wasmEngine } from '../wasm-network';
import { windowEngine } from '../window/window-network';

/** The WebAssembly engine in a browser's worker, and what the browser supports. */
export interface BrowserEngine {
  readonly createNetwork: CreateNetwork;
  readonly createWindowNetwork: CreateWindowNetwork;
  /** 1 when the page is not cross-origin isolated. */
  readonly threads: number;
  /** Whether relaxed SIMD (fused multiply-add) is used. */
  readonly fused: boolean;
  /** Leaves one core to the page from the next pass on, or uses it again. */
  spareCore(isSpared: boolean): void;
  /** Number of undisposed networks, and bytes of their memory. */
  memory(): { networks: number; numBytes: number };
}

/** More threads do not speed up one image. */
const mostThreads = 16;

/** Longer than starting a thread takes on a busy machine. */
const patienceMs = 10_000;

/**
 * Starts the WebAssembly engine in a browser's worker; the main thread must not wait for others.
 *
 * @param readFile reads the kernel files of the plugin
 * @param threads default: one per core @throws Error when the browser has no WebAssembly SIMD, or a
 *   kernel file cannot be read
 */
export async function browserEngine(
  readFile: ReadKernelFile,
  threads = navigator.hardwareConcurrency || 1,
): Promise<BrowserEngine> {
  const count = crossOriginIsolated ? Math.min(threads, mostThreads) : 1;
  let isCoreSpared = false;
  const kernels = await compileKernels(readFile, count > 1);
  const memories = new Set<WebAssembly.Memory>();
  const parts: MachineParts = {
    kernels,
    threads: count,
    threadsInUse: () => count - (isCoreSpared ? 1 : 0),
    startThread,
    onMemory: (memory, isHeld) => void (isHeld ? memories.add(memory) : memories.delete(memory)),
  };
  const memory = () => ({
    networks: memories.size,
    numBytes: [...memories].reduce((sum, { buffer }) => sum + buffer.byteLength, 0),
  });
  return {
    createNetwork: wasmEngine(parts),
    createWindowNetwork: windowEngine(parts),
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
