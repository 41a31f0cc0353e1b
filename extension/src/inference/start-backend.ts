import * as tf from '@tensorflow/tfjs-core';
import type { BackendChoice } from '../config';
import { backendsToTry, describeAdapter } from './backend-choice';
import type { AdapterFacts, BackendName } from './backend-choice';
import type { BackendReport } from './protocol';

/**
 * Starts the best TensorFlow.js backend that this browser has.
 *
 * @param wasmUrl folder of the WebAssembly binaries, ending in a slash
 * @throws Error as a sentence when none works, or not the one that was asked for.
 */
export async function startBackend(choice: BackendChoice, wasmUrl: string): Promise<BackendReport> {
  const adapter = await graphicsAdapter();
  const { names, notes } = backendsToTry(choice, adapter);
  const problems = [...notes];
  for (const name of names) {
    try {
      const description = await starters[name]({ wasmUrl, adapter });
      await tf.ready();
      return { name, description, notes: problems };
    } catch (error) {
      problems.push(`${title[name]} did not start: ${messageOf(error)}`);
    }
  }
  throw new Error(
    `None of the ways to compute works in this browser. ${problems.join(' ')} ` +
      (choice === 'auto'
        ? 'Use a current browser.'
        : `The viewer's configuration asks for echonet.backend "${choice}"; "auto" may find another.`),
  );
}

interface StartOptions {
  wasmUrl: string;
  adapter: AdapterFacts | undefined;
}

const title: Record<BackendName, string> = {
  webgpu: 'WebGPU',
  wasm: 'WebAssembly',
  cpu: 'Plain JavaScript',
};

/** Each gives a description of what computes. */
const starters: Record<BackendName, (options: StartOptions) => Promise<string>> = {
  async webgpu({ adapter }) {
    if (!adapter) throw new Error('the browser offers no WebGPU.');
    await import(/* webpackChunkName: "tfjs-webgpu" */ '@tensorflow/tfjs-backend-webgpu');
    await activate('webgpu');
    return `WebGPU on ${describeAdapter(adapter)}`;
  },
  async wasm({ wasmUrl }) {
    const wasm = await import(/* webpackChunkName: "tfjs-wasm" */ '@tensorflow/tfjs-backend-wasm');
    wasm.setWasmPaths(wasmUrl);
    useAllCores();
    await activate('wasm');
    const threads = wasm.getThreadsCount();
    return `WebAssembly, ${threads === 1 ? '1 thread' : `${threads} threads`}${
      crossOriginIsolated ? '' : ' (the viewer is not cross-origin isolated)'
    }`;
  },
  async cpu() {
    await import(/* webpackChunkName: "tfjs-cpu" */ '@tensorflow/tfjs-backend-cpu');
    await activate('cpu');
    return 'plain JavaScript on the processor (slow)';
  },
};

async function activate(name: BackendName): Promise<void> {
  if (!(await tf.setBackend(name))) throw new Error('TensorFlow.js could not initialise it.');
}

/**
 * tfjs-wasm starts half as many threads as the browser reports cores, so in this worker the browser
 * reports twice as many.
 */
function useAllCores(): void {
  const cores = navigator.hardwareConcurrency || 1;
  Object.defineProperty(navigator, 'hardwareConcurrency', {
    value: 2 * cores,
    configurable: true,
  });
}

async function graphicsAdapter(): Promise<AdapterFacts | undefined> {
  const adapter = await navigator.gpu
    ?.requestAdapter({ powerPreference: 'high-performance' })
    .catch(() => null);
  if (!adapter) return undefined;
  // Browsers moved isFallbackAdapter from the adapter to its info.
  const info = adapter.info as Partial<AdapterFacts>;
  return {
    vendor: info.vendor ?? '',
    architecture: info.architecture ?? '',
    description: info.description ?? '',
    isFallbackAdapter:
      info.isFallbackAdapter ??
      (adapter as { isFallbackAdapter?: boolean }).isFallbackAdapter ??
      false,
  };
}

function messageOf(error: unknown): string {
  const message =
    typeof error === 'object' && error !== null && 'message' in error
      ? String(error.message)
      : String(error);
  return /[.!?]$/.test(message) ? message : `${message}.`;
}
