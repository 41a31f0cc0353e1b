import { browserEngine } from '@echonet/engine/browser';
import type { BackendParts } from '../running-backend';

/**
 * Starts the project's own WebAssembly engine: vector instructions, and all cores where the page is
 * cross-origin isolated.
 *
 * @param wasmUrl folder of the kernels, ending in a slash
 */
export async function startWasm({ wasmUrl }: { wasmUrl: string }): Promise<BackendParts> {
  const engine = await browserEngine((fileName) => readKernels(new URL(fileName, wasmUrl).href));
  const { threads, fused } = engine;
  return {
    createNetwork: engine.createNetwork,
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

async function readKernels(url: string): Promise<ArrayBuffer> {
  const response = await fetch(url).catch(() => {
    throw new Error(`the server did not answer at ${url}.`);
  });
  if (!response.ok) throw new Error(`the server answered HTTP ${response.status} at ${url}.`);
  return response.arrayBuffer();
}
