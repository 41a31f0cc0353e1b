import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { openPage, saveScreenshot } from '../support/browser';
import {
  element,
  openEchoNet,
  runClip,
  shownFrameIndices,
  type ShownResult,
} from '../support/echonet-page';
import { readHostFrames } from '../support/ohif-page';
import { predictInNode } from '../support/predict-in-node';
import { hasOrthanc } from '../support/orthanc';
import { bundledModelDirectory } from '../support/paths';
import { a4cClip, type StoredClip } from '../support/study';
import { openWorkplace, type Workplace } from '../support/workplace';
import type { ClipPrediction } from '@echonet/models';

/** Continuous integration installs Orthanc; on a desk without it that half is left out. */
const archives =
  hasOrthanc || process.env.CI ? (['embedded', 'orthanc'] as const) : (['embedded'] as const);
if (archives.length === 1)
  console.warn('Orthanc is not installed: only the embedded archive is tested.');

describe.each(archives)('reading an A4C clip from the %s archive', (archive) => {
  let workplace: Workplace;
  let clip: StoredClip;
  let page: Page;
  let results: ShownResult[];
  let reference: ClipPrediction;
  const consoleErrors: string[] = [];

  beforeAll(async () => {
    clip = await a4cClip();
    workplace = await openWorkplace(archive, [clip]);
    page = await openPage(workplace.browser);
    page.on('pageerror', (error) => consoleErrors.push(error.message));
    await openEchoNet(page, workplace.url, clip.StudyInstanceUID);
    results = await runClip(page);
    const frames = await readHostFrames(page, await shownFrameIndices(page));
    reference = await predictInNode(bundledModelDirectory, frames, clip.header);
  }, 240_000);

  afterAll(async () => {
    if (page) await saveScreenshot(page, `read-study-${archive}`);
    await workplace?.close();
  });

  it('shows every task of the bundled model with its unit', () => {
    expect(results.map(({ task, unit }) => [task, unit])).toEqual(
      expect.arrayContaining([
        ['EF', '%'],
        ['EDV', 'mL'],
        ['ESV', 'mL'],
      ]),
    );
    expect(results.map(({ task }) => task)).toContain('lead');
  });

  it('gives the numbers that the same pixels give in Node', () => {
    for (const { task, value } of results) {
      const expected = reference[task].mean;
      expect(Math.abs(value - expected) / Math.abs(expected)).toBeLessThanOrEqual(1e-3);
    }
  });

  it('says research use, simulated training data and which backend ran', async () => {
    await expect(element(page, 'echonet-notice').innerText()).resolves.toMatch(/research use/i);
    await expect(element(page, 'echonet-panel').innerText()).resolves.toMatch(/simulated/i);
    await expect(element(page, 'echonet-backend').innerText()).resolves.toMatch(
      /WebAssembly|WebGPU|JavaScript/,
    );
  });

  it('keeps saliency off until the reader turns it on', async () => {
    await expect(element(page, 'echonet-overlay-canvas').count()).resolves.toBeLessThanOrEqual(1);
    const pressed = await element(page, 'echonet-saliency-toggle').getAttribute('aria-pressed');
    expect(pressed).toBe('false');
  });

  it('raises no uncaught error in the viewer', () => {
    expect(consoleErrors).toEqual([]);
  });
});
