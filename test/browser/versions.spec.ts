import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { ohifVersions } from '@echonet/viewer';
import { startViewer, type RunningViewer } from '@echonet/viewer';
import { openPage, saveScreenshot, startBrowser } from '../support/browser';
import { element, runClip } from '../support/echonet-page';
import { storeInstances } from '../support/stow';
import { phantomClip } from '../support/study';

/** The newest of each line of OHIF that npm offers ready built. */
const newest = ['3.11.1', '3.12.10', '3.13.2', '3.14.0-beta.6'];

/** Others can be tried: ECHONET_OHIF_VERSIONS=3.12.0 in the environment. */
const versions = process.env.ECHONET_OHIF_VERSIONS?.split(',') ?? newest;

describe('the same built plugin in every OHIF', () => {
  let browser: Browser;
  let archiveDirectory: string;

  const start = (ohifVersion?: string): Promise<RunningViewer> =>
    startViewer({ port: 0, host: '127.0.0.1', archiveDirectory, ohifVersion });

  beforeAll(async () => {
    archiveDirectory = await mkdtemp(path.join(tmpdir(), 'echonet-versions-'));
    const viewer = await start();
    await storeInstances(`${viewer.url}/dicom-web`, [(await phantomClip(11)).file]);
    await viewer.close();
    browser = await startBrowser();
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await rm(archiveDirectory, { recursive: true, force: true });
  });

  it('covers the lines of OHIF that the viewer can be started with', () => {
    const lineOf = (version: string) => version.split('.').slice(0, 2).join('.');
    expect(newest.map(lineOf)).toEqual([...new Set(ohifVersions.map(lineOf))]);
  });

  describe.each(versions)('OHIF %s', (version) => {
    let viewer: RunningViewer;
    let page: Page;
    const pageErrors: string[] = [];

    // Where the version is neither cached nor to be had, this fails with the sentence of fetchOhif.
    beforeAll(async () => {
      viewer = await start(version);
      page = await openPage(browser);
      page.on('pageerror', (error) => pageErrors.push(error.message));
    }, 300_000);

    afterAll(async () => {
      if (page) await saveScreenshot(page, `version-${version}`);
      await page?.context().close();
      await viewer?.close();
    });

    /** From the study list on. */
    const enter = async () => {
      await page
        .getByText(/^Phantom/)
        .first()
        .click({ timeout: 60_000 });
      await page.getByRole('button', { name: 'EchoNet' }).click({ timeout: 10_000 });
      await element(page, 'echonet-clip').first().waitFor({ timeout: 60_000 });
    };

    it('goes from the study list to the EchoNet mode', async () => {
      await page.goto(viewer.url);
      await enter();
    }, 120_000);

    it('runs, and shows numbers', async () => {
      const results = await runClip(page);
      expect(results.map(({ task }) => task)).toEqual(
        expect.arrayContaining(['EF', 'EDV', 'ESV', 'lead']),
      );
      expect(results.every(({ value }) => Number.isFinite(value))).toBe(true);
    }, 120_000);

    it('turns saliency on and off by its hotkey', async () => {
      const toggle = element(page, 'echonet-saliency-toggle');
      await page.locator('.cornerstone-viewport-element').first().hover();
      await page.keyboard.press('Shift+E');
      await page
        .locator('[data-testid="echonet-overlay-canvas"][data-frame-ready="true"]')
        .waitFor({ timeout: 120_000 });
      await saveScreenshot(page, `version-${version}-saliency`);
      await page.keyboard.press('Shift+E');
      await expect(toggle.getAttribute('aria-pressed')).resolves.toBe('false');
    }, 120_000);

    it('can be left and entered again', async () => {
      await page.goBack();
      await enter();
      await runClip(page);
    }, 120_000);

    it('meets no uncaught error', () => {
      expect(pageErrors).toEqual([]);
    });

    it('starts without EchoNet, and says so, when a file of it is missing', async () => {
      await page.route('**/plugins/echonet/extension.js', (route) =>
        route.fulfill({ status: 404 }),
      );
      await page.goto(viewer.url);
      await page
        .getByText(/^Phantom/)
        .first()
        .waitFor({ timeout: 60_000 });
      await expect(page.locator('#echonet-loader-notice').innerText()).resolves.toMatch(/ 404\./);
    }, 120_000);
  });
});
