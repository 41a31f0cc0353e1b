import '@tensorflow/tfjs-backend-cpu';
import type { Page } from 'playwright-core';
import { modelFiles, readerOf } from '../../models/src/model/model-fixture';

/** Where the small network lies in {@link useSmallNetwork}. */
const smallNetworkPath = '/small-network/';

/** Adds to `window.config.echonet`, as a hospital would by editing app-config.js. */
export async function configure(page: Page, echonet: Record<string, unknown>): Promise<void> {
  await page.route('**/app-config.js', async (route) => {
    const response = await route.fetch();
    const addition = `Object.assign(window.config, { echonet: ${JSON.stringify(echonet)} });`;
    await route.fulfill({ response, body: `${await response.text()}\n${addition}` });
  });
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
