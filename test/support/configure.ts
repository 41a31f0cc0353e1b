import '@tensorflow/tfjs-backend-cpu';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { modelFiles, readerOf } from '@echonet/models/testing';

/** Where the small network lies in {@link useSmallNetwork}. */
const smallNetworkPath = '/small-network/';

/**
 * Sets `window.config.echonet`, as a hospital would by editing app-config.js. A script of the page does
 * it: to answer a request in the viewer's place would turn the browser's cache off.
 */
export async function configure(page: Page, echonet: Record<string, unknown>): Promise<void> {
  await page.addInitScript((added) => {
    let config: object | undefined;
    Object.defineProperty(window, 'config', {
      configurable: true,
      get: () => config,
      set: (value: object) => (config = Object.assign(value, { echonet: added })),
    });
  }, echonet);
}

/** Writes the smallest network there is, with random weights, as a model of one's own in a folder. */
export async function writeSmallNetwork(folder: string): Promise<void> {
  const readFile = readerOf(modelFiles());
  await mkdir(folder, { recursive: true });
  for (const name of ['echonet.json', 'model.json', 'a.bin', 'b.bin']) {
    await writeFile(path.join(folder, name), Buffer.from(await readFile(name)));
  }
}

/**
 * Makes the viewer use the smallest network there is, with random weights: software WebGPU would
 * take minutes over a larger one.
 *
 * @param backend to force
 */
export async function useSmallNetwork(
  page: Page,
  backend: 'webgpu' | 'webgl' | 'wasm' | 'cpu',
): Promise<void> {
  const readFile = readerOf(modelFiles());
  await page.route(`**${smallNetworkPath}**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    const name = pathname.slice(pathname.lastIndexOf('/') + 1);
    const body =
      name === 'index.json'
        ? Buffer.from(JSON.stringify({ models: ['fixture'] }))
        : Buffer.from(await readFile(name));
    await route.fulfill({
      status: 200,
      headers: { 'Cross-Origin-Resource-Policy': 'same-origin' },
      contentType: name.endsWith('.json') ? 'application/json' : 'application/octet-stream',
      body,
    });
  });
  await configure(page, { backend, modelSources: [smallNetworkPath] });
}
