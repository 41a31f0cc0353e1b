import type { Page } from '@playwright/test';
import { launchOptions, softwareWebGpuFlags } from '../support/browser';
import { phantomClip, type StoredClip } from '../support/clips';
import { openEchoNet, runClip } from '../support/echonet-panel';
import { expect, test } from '../support/fixtures';
import { useSmallNetwork } from '../support/serve-models';

test.use({
  clips: async ({}, use) => use([await phantomClip(3)]),
  launchOptions: launchOptions(softwareWebGpuFlags),
});

/**
 * A script that runs before the worker's own and executes `strike` after the worker's third message:
 * by then it has started, prepared the clip and predicted the first frame.
 */
const strikingScript = (strike: string): string => `
  let device, context, messages = 0;
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
    if (++messages === 3) { ${strike} }
  };
`;

type Backend = 'webgpu' | 'webgl' | 'wasm';

/** Opens the clip with the small network; `strike` hits the page's first worker. */
async function open(page: Page, url: string, clip: StoredClip, backend: Backend, strike = '') {
  await useSmallNetwork(page, backend);
  await page.route(
    '**/echonet-inference.*.js',
    async (route) => {
      const response = await route.fetch();
      const body = `{ ${strikingScript(strike)} }\n${await response.text()}`;
      await route.fulfill({ response, body });
    },
    { times: 1 },
  );
  await openEchoNet(page, url, clip.StudyInstanceUID);
}

test.describe('a run whose backend fails', () => {
  test('continues in plain JavaScript when its worker is killed', async ({
    page,
    viewer,
    clips: [clip],
  }) => {
    await open(page, viewer.url, clip, 'wasm', 'self.close();');
    const results = await runClip(page, 240_000);
    expect(results.length).toBeGreaterThan(0);
    await expect(page.getByTestId('echonet-switched')).toHaveText(
      'WebAssembly stopped (the browser ended its worker); EchoNet continues with plain JavaScript.',
    );
  });

  test('continues with WebAssembly, to the same numbers, when the WebGPU device is lost', async ({
    context,
    page,
    viewer,
    clips: [clip],
  }) => {
    await open(page, viewer.url, clip, 'wasm');
    const expected = await runClip(page);
    await page.close();
    const struckPage = await context.newPage();
    await open(struckPage, viewer.url, clip, 'webgpu', 'device.destroy();');
    const results = await runClip(struckPage, 240_000);
    await expect(struckPage.getByTestId('echonet-switched')).toHaveText(
      'WebGPU stopped (device lost); EchoNet continues with WebAssembly.',
    );
    await expect(struckPage.getByTestId('echonet-backend')).toContainText(
      /WebAssembly, \d thread/,
      { useInnerText: true },
    );
    expect(results.map(({ value }) => value)).toEqual(expected.map(({ value }) => value));
  });

  test('continues with WebAssembly when the WebGL context is lost', async ({
    page,
    viewer,
    clips: [clip],
  }) => {
    const strike = "context.getExtension('WEBGL_lose_context').loseContext();";
    await open(page, viewer.url, clip, 'webgl', strike);
    await runClip(page, 240_000);
    await expect(page.getByTestId('echonet-switched')).toHaveText(
      'WebGL stopped (device lost); EchoNet continues with WebAssembly.',
    );
  });
});
