import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openPage, softwareWebGpuFlags } from '../support/browser';
import { useSmallNetwork } from '../support/configure';
import { element, openEchoNet, runClip, type ShownResult } from '../support/echonet-page';
import { phantomClip, type StoredClip } from '../support/study';
import { openWorkplace, type Workplace } from '../support/workplace';

describe('a small network in the viewer', () => {
  let workplace: Workplace;
  let clip: StoredClip;

  beforeAll(async () => {
    clip = await phantomClip(3);
    workplace = await openWorkplace('embedded', [clip], softwareWebGpuFlags);
  }, 120_000);

  afterAll(() => workplace?.close());

  const runOn = async (
    backend: 'webgpu' | 'webgl' | 'wasm',
  ): Promise<{ results: ShownResult[]; description: string }> => {
    const page = await openPage(workplace.browser);
    await useSmallNetwork(page, backend);
    await openEchoNet(page, workplace.url, clip.StudyInstanceUID);
    const results = await runClip(page, 300_000);
    const description = await element(page, 'echonet-backend').innerText();
    await page.close();
    return { results, description };
  };

  it.each([
    ['webgpu', /WebGPU/],
    ['webgl', /WebGL/],
  ] as const)(
    'gives the same numbers on %s as on WebAssembly',
    async (backend, title) => {
      const wasm = await runOn('wasm');
      const graphics = await runOn(backend);
      expect(wasm.description).toMatch(/WebAssembly/);
      expect(graphics.description).toMatch(title);
      expect(graphics.results.length).toBeGreaterThan(0);
      for (const { task, value } of graphics.results) {
        const other = wasm.results.find((result) => result.task === task);
        expect(Math.abs(value - (other?.value ?? NaN)) / Math.abs(value)).toBeLessThanOrEqual(1e-3);
      }
    },
    600_000,
  );
});
