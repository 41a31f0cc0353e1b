import { browserEngine, type BrowserEngine } from '@echonet/engine/browser';
import { LoadFailure } from '../load-failure';
import type { BackendParts } from '../running-backend';

/**
 * Starts the WebAssembly engine (package engine/) with SIMD, and with all cores if the page is
 * cross-origin isolated.
 *
 * @param wasmUrl folder of the kernels, with a trailing slash
 */
export async function startWasm({ wasmUrl }: { wasmUrl: string }): Promise<BackendParts> {
  const engine = await startEngine(wasmUrl);
  const { threads, fused } = engine;
  return {
    createNetwork: engine.createNetwork,
    createWindowNetwork: engine.createWindowNetwork,
    memory: engine.memory,
    spareCore: engine.spareCore,
    versions: {},
    report: {
      description: `WebAssembly, ${threads === 1 ? '1 thread' : `${threads} threads`}${
        crossOriginIsolated ? '' : ' (the viewer is not cross-origin isolated)'
      }`,
      threads,
      features: ['simd', ...(fused ? ['relaxed-simd'] : [])],
      limits: { hardwareConcurrency: navigator.hardwareConcurrency },
    },
  };
}

/** @param wasmUrl as for startWasm */
export function startEngine(wasmUrl: string): Promise<BrowserEngine> {
  return browserEngine((fileName) => readKernels(new URL(fileName, wasmUrl).href));
}

/** Timeout of a kernel file, which has some kilobytes. */
const patienceMs = 60_000;

async function readKernels(url: string): Promise<ArrayBuffer> {
  const signal = AbortSignal.timeout(patienceMs);
  const response = await fetch(url, { signal }).catch(() => {
    throw new LoadFailure(`the server did not answer at ${url}.`);
  });
  if (!response.ok) {
    throw new LoadFailure(`the server answered HTTP ${response.status} at ${url}.`);
  }
  return response.arrayBuffer().catch(() => {
    throw new LoadFailure(`the server stopped answering at ${url}.`);
  });
}
