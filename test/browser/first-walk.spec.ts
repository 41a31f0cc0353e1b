import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { parseManifest } from '@echonet/models';
import { writeDemo } from '@echonet/phantom';
import { openPage } from '../support/browser';
import {
  enterFromStudyList,
  runClip,
  shownFrameIndices,
  shownResults,
  waitForOverlay,
  type ShownResult,
} from '../support/echonet-panel';
import { expect, test } from '../support/fixtures';
import { framesShownDuring, playCine } from '../support/ohif-page';
import { bundledModelDirectory } from '../support/paths';
import { storeInstances } from '../support/stow';

/** What a first-time user does with the study that `npm start` makes, in this order. */
test.describe("a first-time user's walk", () => {
  test.describe.configure({ mode: 'serial' });

  let page: Page;
  let results: ShownResult[];
  const pageErrors: string[] = [];

  test.beforeAll(async ({ browser, viewer }) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'echonet-demo-'));
    const demo = path.join(folder, 'demo');
    await writeDemo(demo, 1, () => undefined);
    const names = await readdir(demo);
    await storeInstances(
      viewer.dicomwebUrl,
      await Promise.all(names.map((name) => readFile(path.join(demo, name)))),
    );
    await rm(folder, { recursive: true });
    page = await openPage(browser);
    page.on('pageerror', (error) => pageErrors.push(error.message));
  });

  test('finds the EchoNet mode in the study list', async ({ viewer }) => {
    await page.goto(viewer.url);
    await enterFromStudyList(page, /^Phantom, 0001$/);
  });

  test('sees which clips can be read, and why the others cannot', async () => {
    const clips = page.getByTestId('echonet-clip');
    await expect(clips).toHaveCount(5);
    const text = await clips.allInnerTexts();
    expect(text.find((clip) => clip.includes('colour Doppler'))).toMatch(/colour/i);
    expect(text.find((clip) => clip.includes('still'))).toMatch(/single still/);
    const readable = page.locator('[data-testid="echonet-clip"][data-eligible="true"]');
    await expect(readable).toHaveCount(3);
    await readable.filter({ hasText: 'A4C simulated' }).click();
  });

  test('can cancel a run, which leaves no partial result', async () => {
    await page.getByTestId('echonet-run').click();
    await page.getByTestId('echonet-cancel').click();
    await page.getByTestId('echonet-run').waitFor({ timeout: 10_000 });
    expect(await page.getByTestId('echonet-result').count()).toBe(0);
  });

  test('watches the cine while the network runs on as many frames as the model takes', async () => {
    const manifest = await readFile(path.join(bundledModelDirectory, 'echonet.json'), 'utf8');
    const { input } = parseManifest(JSON.parse(manifest));
    await playCine(page, 15);
    await page.getByTestId('echonet-run').click();
    await expect(page.getByTestId('echonet-progress')).toBeVisible();
    const shown = await framesShownDuring(page, 3000);
    expect(shown).toBeGreaterThanOrEqual(5);
    results = await shownResults(page);
    expect(results.map(({ task }) => task)).toEqual(
      expect.arrayContaining(['EF', 'EDV', 'ESV', 'lead']),
    );
    expect(await shownFrameIndices(page)).toHaveLength(input.frameCount);
  });

  test('turns saliency on and off with the hotkey', async () => {
    const toggle = page.getByTestId('echonet-saliency-toggle');
    await expect(toggle).toHaveAttribute('aria-pressed', 'false');
    await page.locator('.cornerstone-viewport-element').first().hover();
    await page.keyboard.press('Shift+E');
    await waitForOverlay(page);
    await page.keyboard.press('Shift+E');
    await expect(toggle).toHaveAttribute('aria-pressed', 'false');
  });

  test('runs again with the same numbers', async () => {
    expect(await runClip(page)).toEqual(results);
  });

  test('meets no uncaught error', () => {
    expect(pageErrors).toEqual([]);
  });
});
