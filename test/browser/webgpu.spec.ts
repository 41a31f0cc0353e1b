import type { BrowserContext } from '@playwright/test';
import { launchOptions, softwareWebGpuFlags } from '../support/browser';
import { phantomClip, type StoredClip } from '../support/clips';
import { openEchoNet, runClip, type ShownResult } from '../support/echonet-panel';
import { expect, test } from '../support/fixtures';
import { useSmallNetwork } from '../support/serve-models';

test.use({
  clips: async ({}, use) => use([await phantomClip(3)]),
  launchOptions: launchOptions(softwareWebGpuFlags),
});

const runOn = async (
  backend: 'webgpu' | 'webgl' | 'wasm',
  context: BrowserContext,
  viewerUrl: string,
  clip: StoredClip,
): Promise<{ results: ShownResult[]; description: string }> => {
  const page = await context.newPage();
  await useSmallNetwork(page, backend);
  await openEchoNet(page, viewerUrl, clip.StudyInstanceUID);
  const results = await runClip(page, 300_000);
  const description = await page.getByTestId('echonet-backend').innerText();
  await page.close();
  return { results, description };
};

test.describe('a small network in the viewer', () => {
  test.setTimeout(600_000);

  let wasm: Awaited<ReturnType<typeof runOn>> | undefined;

  for (const [backend, title] of [
    ['webgpu', /WebGPU/],
    ['webgl', /WebGL/],
  ] as const) {
    test(`predicts the same numbers on ${backend} as on WebAssembly`, async ({
      context,
      viewer,
      clips: [clip],
    }) => {
      wasm ??= await runOn('wasm', context, viewer.url, clip);
      const graphics = await runOn(backend, context, viewer.url, clip);
      expect(wasm.description).toMatch(/WebAssembly/);
      expect(graphics.description).toMatch(title);
      expect(graphics.results.length).toBeGreaterThan(0);
      for (const { task, value } of graphics.results) {
        const other = wasm.results.find((result) => result.task === task);
        expect(Math.abs(value - (other?.value ?? NaN)) / Math.abs(value)).toBeLessThanOrEqual(1e-3);
      }
    });
  }
});
