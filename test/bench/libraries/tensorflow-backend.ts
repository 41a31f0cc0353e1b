import * as tf from '@tensorflow/tfjs-core';
import type { Contestant } from '../contestant';
import type { LibraryFolders } from './library';
import { threadsText } from './threads-text';

/** Starts the TensorFlow.js backend of a contestant and describes its version and threads. */
export async function startTensorFlow(
  { device, threads }: Contestant,
  folders: LibraryFolders,
): Promise<string> {
  const detail = await loadBackend[device](threads, folders);
  if (!(await tf.setBackend(device))) {
    throw new Error(`TensorFlow.js cannot start ${device}.`);
  }
  await tf.ready();
  return `tfjs ${tf.version_core}${await detail()}`;
}

type Detail = () => Promise<string>;

const loadBackend: Record<
  Contestant['device'],
  (threads: Contestant['threads'], folders: LibraryFolders) => Promise<Detail>
> = {
  async wasm(threads, folders) {
    const wasm = await import('@tensorflow/tfjs-backend-wasm');
    wasm.setWasmPaths(folders.tfjsWasm);
    if (threads === 'all') {
      reportTwiceTheCores();
    }
    return async () => `, ${threadsText(wasm.getThreadsCount())}`;
  },
  async webgpu() {
    await import('@tensorflow/tfjs-backend-webgpu');
    return async () => '';
  },
  async webgl() {
    await import('@tensorflow/tfjs-backend-webgl');
    return async () => '';
  },
};

/** Makes tfjs-wasm use all cores: it starts half as many threads as the browser reports cores. */
function reportTwiceTheCores(): void {
  const value = 2 * navigator.hardwareConcurrency;
  Object.defineProperty(navigator, 'hardwareConcurrency', { value, configurable: true });
}
