import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { openPage, softwareWebGpuFlags } from '../support/browser';
import { useSmallNetwork } from '../support/configure';
import { element, openEchoNet, runClip } from '../support/echonet-page';
import { phantomClip, type StoredClip } from '../support/study';
import { openWorkplace, type Workplace } from '../support/workplace';

/**
 * Runs before the worker's own script and strikes when it has answered this often: it has started,
 * prepared the clip and predicted the first frame then.
 */
const striking = (strike: string): string => `
  let device, context, answers = 0;
  const requestDevice = GPUAdapter.prototype.requestDevice;
  GPUAdapter.prototype.requestDevice = async function (...parameters) {
    return (device = await requestDevice.apply(this, parameters));
  };
  const getContext = OffscreenCanvas.prototype.getContext;
  OffscreenCanvas.prototype.getContext = function (...parameters) {
    return (context = getContext.apply(this, parameters));
  };
  const { postMessage } = self;
  self.postMessage = (...parameters) => {
    postMessage.apply(self, parameters);
    if (++answers === 3) { ${strike} }
  };
`;

describe('a run whose backend fails', () => {
  let workplace: Workplace;
  let clip: StoredClip;
  let page: Page;

  beforeAll(async () => {
    clip = await phantomClip(3);
    workplace = await openWorkplace('embedded', [clip], softwareWebGpuFlags);
  }, 120_000);

  afterEach(() => page?.close());
  afterAll(() => workplace?.close());

  /** Opens a page with the small network on that backend, the first worker of which is struck. */
  async function open(backend: 'webgpu' | 'webgl' | 'wasm', strike = ''): Promise<void> {
    page = await openPage(workplace.browser);
    await useSmallNetwork(page, backend);
    await page.route(
      '**/echonet-inference.*.js',
      async (route) => {
        const response = await route.fetch();
        const body = `{ ${striking(strike)} }\n${await response.text()}`;
        await route.fulfill({ response, body });
      },
      { times: 1 },
    );
    await openEchoNet(page, workplace.url, clip.StudyInstanceUID);
  }

  const switched = () => element(page, 'echonet-switched').innerText();

  it('goes on in plain JavaScript when its worker is killed', async () => {
    await open('wasm', 'self.close();');
    const results = await runClip(page, 240_000);
    expect(results.length).toBeGreaterThan(0);
    expect(await switched()).toBe(
      'WebAssembly stopped (the browser ended its worker); EchoNet went on with plain JavaScript.',
    );
  }, 300_000);

  it('goes on with WebAssembly, to the same numbers, when the WebGPU device is lost', async () => {
    await open('wasm');
    const expected = await runClip(page);
    await page.close();
    await open('webgpu', 'device.destroy();');
    const results = await runClip(page, 240_000);
    expect(await switched()).toBe(
      'WebGPU stopped (device lost); EchoNet went on with WebAssembly.',
    );
    expect(await element(page, 'echonet-backend').innerText()).toMatch(/WebAssembly, \d thread/);
    expect(results.map(({ value }) => value)).toEqual(expected.map(({ value }) => value));
  }, 400_000);

  it('goes on with WebAssembly when the WebGL context is lost', async () => {
    await open('webgl', "context.getExtension('WEBGL_lose_context').loseContext();");
    await runClip(page, 240_000);
    expect(await switched()).toBe('WebGL stopped (device lost); EchoNet went on with WebAssembly.');
  }, 300_000);
});
