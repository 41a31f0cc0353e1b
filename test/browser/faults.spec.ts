import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page, Worker } from 'playwright-core';
import { openPage, softwareWebGpuFlags } from '../support/browser';
import { useSmallNetwork } from '../support/configure';
import { element, openEchoNet, runClip, shownResults } from '../support/echonet-page';
import { phantomClip, type StoredClip } from '../support/study';
import { openWorkplace, type Workplace } from '../support/workplace';

/** What tests leave in the worker's scope. */
interface WorkerScope {
  echonetDevice?: GPUDevice;
  echonetContext?: WebGL2RenderingContext;
  close(): void;
}

/** Runs before the worker's own script: keeps what a fault must hit. */
const keepDevices = `
  const requestDevice = GPUAdapter.prototype.requestDevice;
  GPUAdapter.prototype.requestDevice = async function (...parameters) {
    return (self.echonetDevice = await requestDevice.apply(this, parameters));
  };
  const getContext = OffscreenCanvas.prototype.getContext;
  OffscreenCanvas.prototype.getContext = function (...parameters) {
    return (self.echonetContext = getContext.apply(this, parameters));
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

  /** A page with the small network on that backend, its panel open. */
  async function open(backend: 'webgpu' | 'webgl' | 'wasm'): Promise<void> {
    page = await openPage(workplace.browser);
    await useSmallNetwork(page, backend);
    await page.route('**/echonet-inference.*.js', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: `${keepDevices}\n${await response.text()}` });
    });
    await openEchoNet(page, workplace.url, clip.StudyInstanceUID);
  }

  /** Starts a run and gives its worker once it has predicted a frame. */
  async function workerInTheMiddle(): Promise<Worker> {
    const started = page.waitForEvent('worker');
    await element(page, 'echonet-run').click();
    const worker = await started;
    await element(page, 'echonet-provisional').waitFor({ timeout: 240_000 });
    return worker;
  }

  const switched = () => element(page, 'echonet-switched').innerText();

  it('goes on in plain JavaScript when its worker is killed', async () => {
    await open('wasm');
    const worker = await workerInTheMiddle();
    await worker.evaluate(() => (self as unknown as WorkerScope).close()).catch(() => {});
    const results = await shownResults(page, 240_000);
    expect(results.length).toBeGreaterThan(0);
    expect(await switched()).toBe(
      'WebAssembly stopped (the browser ended its worker); EchoNet went on with plain JavaScript.',
    );
  }, 300_000);

  it('goes on with WebAssembly when the WebGPU device is lost', async () => {
    await open('wasm');
    const expected = await runClip(page);
    await page.close();
    await open('webgpu');
    const worker = await workerInTheMiddle();
    await worker.evaluate(() => (self as unknown as WorkerScope).echonetDevice?.destroy());
    const results = await shownResults(page, 240_000);
    expect(await switched()).toBe(
      'WebGPU stopped (device lost); EchoNet went on with WebAssembly.',
    );
    expect(await element(page, 'echonet-backend').innerText()).toMatch(/WebAssembly, \d thread/);
    expect(results.map(({ value }) => value)).toEqual(expected.map(({ value }) => value));
  }, 400_000);

  it('goes on with WebAssembly when the WebGL context is lost', async () => {
    await open('webgl');
    const worker = await workerInTheMiddle();
    await worker.evaluate(() =>
      (self as unknown as WorkerScope).echonetContext
        ?.getExtension('WEBGL_lose_context')
        ?.loseContext(),
    );
    await shownResults(page, 240_000);
    expect(await switched()).toBe('WebGL stopped (device lost); EchoNet went on with WebAssembly.');
  }, 300_000);
});
