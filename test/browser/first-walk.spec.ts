import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { parseManifest } from '@echonet/models';
import { writeDemo } from '@echonet/phantom';
import { openPage, saveScreenshot } from '../support/browser';
import { element, runClip, shownResults } from '../support/echonet-page';
import { framesShownDuring, playCine } from '../support/ohif-page';
import { bundledModelDirectory } from '../support/paths';
import { storeInstances } from '../support/stow';
import { openWorkplace, type Workplace } from '../support/workplace';

/** What a first-time user does with the study that `npm start` makes, in this order. */
describe("a first-time user's walk", () => {
  let workplace: Workplace;
  let page: Page;
  const pageErrors: string[] = [];

  beforeAll(async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'echonet-demo-'));
    await writeDemo(path.join(folder, 'demo'), 1, () => undefined);
    const names = await readdir(path.join(folder, 'demo'));
    workplace = await openWorkplace('embedded', []);
    await storeInstances(
      `${workplace.url}/dicom-web`,
      await Promise.all(names.map((name) => readFile(path.join(folder, 'demo', name)))),
    );
    await rm(folder, { recursive: true });
    page = await openPage(workplace.browser);
    page.on('pageerror', (error) => pageErrors.push(error.message));
  }, 300_000);

  afterAll(async () => {
    if (page) await saveScreenshot(page, 'first-walk');
    await workplace?.close();
  });

  it('finds the EchoNet mode in the study list', async () => {
    await page.goto(workplace.url);
    await page.getByText('Phantom, 0001').click({ timeout: 60_000 });
    await page.getByRole('button', { name: 'EchoNet' }).click();
    await element(page, 'echonet-clip').first().waitFor({ timeout: 60_000 });
  }, 150_000);

  it('sees which clips can be read, and why the others cannot', async () => {
    const clips = element(page, 'echonet-clip');
    await expect(clips.count()).resolves.toBe(5);
    const text = await clips.allInnerTexts();
    expect(text.find((clip) => clip.includes('colour Doppler'))).toMatch(/colour/i);
    expect(text.find((clip) => clip.includes('still'))).toMatch(/single still/);
    const readable = page.locator('[data-testid="echonet-clip"][data-eligible="true"]');
    await expect(readable.count()).resolves.toBe(3);
    await readable.filter({ hasText: 'A4C simulated' }).click();
  });

  it('can cancel a run, and is left with no half result', async () => {
    await element(page, 'echonet-run').click();
    await element(page, 'echonet-cancel').click();
    await element(page, 'echonet-run').waitFor({ timeout: 10_000 });
    await expect(element(page, 'echonet-result').count()).resolves.toBe(0);
  });

  it('watches the cine go on while the network runs, and reads as many frames as the model wants', async () => {
    const manifest = await readFile(path.join(bundledModelDirectory, 'echonet.json'), 'utf8');
    const { input } = parseManifest(JSON.parse(manifest));
    await playCine(page, 15);
    await element(page, 'echonet-run').click();
    const progress = element(page, 'echonet-progress');
    await progress.waitFor();
    const shown = await framesShownDuring(page, 3000);
    expect(shown).toBeGreaterThanOrEqual(5);
    const results = await shownResults(page);
    expect(results.map(({ task }) => task)).toEqual(
      expect.arrayContaining(['EF', 'EDV', 'ESV', 'lead']),
    );
    const indices = await element(page, 'echonet-results').getAttribute('data-frame-indices');
    expect(indices?.split(',')).toHaveLength(input.frameCount);
  }, 300_000);

  it('turns saliency on and off with the hotkey', async () => {
    const toggle = element(page, 'echonet-saliency-toggle');
    await expect(toggle.getAttribute('aria-pressed')).resolves.toBe('false');
    await page.locator('.cornerstone-viewport-element').first().hover();
    await page.keyboard.press('Shift+E');
    await page
      .locator('[data-testid="echonet-overlay-canvas"][data-frame-ready="true"]')
      .waitFor({ timeout: 120_000 });
    await saveScreenshot(page, 'first-walk-saliency');
    await page.keyboard.press('Shift+E');
    await expect(toggle.getAttribute('aria-pressed')).resolves.toBe('false');
  }, 300_000);

  it('runs again with the same numbers', async () => {
    const before = await shownResults(page);
    const again = await runClip(page);
    expect(again).toEqual(before);
  }, 120_000);

  it('meets no uncaught error', () => {
    expect(pageErrors).toEqual([]);
  });
});
