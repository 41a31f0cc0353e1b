import type { BackendParts } from '../running-backend';
import { activate, tensorFlow } from './tensorflow';

/**
 * Starts WebAssembly with vector instructions, and with all cores where the page is cross-origin
 * isolated.
 *
 * @param wasmUrl folder of the binaries, ending in a slash
 */
export async function startWasm({ wasmUrl }: { wasmUrl: string }): Promise<BackendParts> {
  const wasm = await import(/* webpackChunkName: "tfjs-wasm" */ '@tensorflow/tfjs-backend-wasm');
  wasm.setWasmPaths(wasmUrl);
  useAllCores();
  await activate('wasm');
  const threads = wasm.getThreadsCount();
  return {
    ...tensorFlow,
    report: {
      description: `WebAssembly, ${threads === 1 ? '1 thread' : `${threads} threads`}${
        crossOriginIsolated ? '' : ' (the viewer is not cross-origin isolated)'
      }`,
      threads,
      features: [],
      limits: { hardwareConcurrency: cores },
    },
  };
}

/** What the browser itself reports. */
const cores = globalThis.navigator?.hardwareConcurrency || 1;

/**
 * tfjs-wasm starts half as many threads as the browser reports cores, so in this worker the browser
 * reports twice as many.
 */
function useAllCores(): void {
  Object.defineProperty(navigator, 'hardwareConcurrency', {
    value: 2 * cores,
    configurable: true,
  });
}
