import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { ohifVersions, startViewer, type RunningViewer } from '@echonet/viewer';
import { openPage } from '../support/browser';
import { phantomClip } from '../support/clips';
import { enterFromStudyList, openTab, runClip, waitForOverlay } from '../support/echonet-panel';
import { expect, test } from '../support/fixtures';
import {
  acceptMeasured,
  listedContours,
  openEchoNetPanel,
  openHostMeasurements,
} from '../support/host-measurements';
import { shownFrame } from '../support/ohif-page';
import { storeInstances } from '../support/stow';

/** The newest version of each minor release of OHIF that npm has ready built. */
const newest = ['3.11.1', '3.12.10', '3.13.2', '3.14.0-beta.6'];

/** The environment variable ECHONET_OHIF_VERSIONS=3.12.0,… replaces them. */
const versions = process.env.ECHONET_OHIF_VERSIONS?.split(',') ?? newest;

test.describe('the same built plugin in every OHIF', () => {
  test('covers the minor releases of OHIF that the viewer can be started with', () => {
    const minorRelease = (version: string) => version.split('.').slice(0, 2).join('.');
    expect(newest.map(minorRelease)).toEqual([...new Set(ohifVersions.map(minorRelease))]);
  });

  for (const version of versions) {
    test.describe(`OHIF ${version}`, () => {
      test.describe.configure({ mode: 'serial' });

      let archiveDirectory: string;
      let viewer: RunningViewer;
      let page: Page;
      const pageErrors: string[] = [];

      // Where the version is neither cached nor on npm, this fails with the error of fetchOhif.
      test.beforeAll(async ({ browser }) => {
        archiveDirectory = await mkdtemp(path.join(tmpdir(), 'echonet-versions-'));
        viewer = await startViewer({
          port: 0,
          host: '127.0.0.1',
          archiveDirectory,
          ohifVersion: version,
        });
        await storeInstances(`${viewer.url}/dicom-web`, [(await phantomClip(11)).file]);
        page = await openPage(browser);
        page.on('pageerror', (error) => pageErrors.push(error.message));
      });

      test.afterAll(async () => {
        await page?.context().close();
        await viewer?.close();
        await rm(archiveDirectory, { recursive: true, force: true });
      });

      test('goes from the study list to the EchoNet mode', async () => {
        await page.goto(viewer.url);
        await expect(page.getByText(/^Phantom/).first()).toBeVisible({ timeout: 60_000 });
        // The list of OHIF 3.13 and later tells whether a study was read.
        const states = page.getByTestId('echonet-study-state');
        if (/^3\.1[12]\./.test(version)) {
          expect(await states.count()).toBe(0);
        } else {
          await expect(states.first()).toHaveText('Not read', { useInnerText: true });
        }
        await enterFromStudyList(page, /^Phantom/);
      });

      test('runs, and shows numbers', async () => {
        const results = await runClip(page);
        expect(results.map(({ task }) => task)).toEqual(
          expect.arrayContaining(['EF', 'EDV', 'ESV', 'lead']),
        );
        expect(results.every(({ value }) => Number.isFinite(value))).toBe(true);
      });

      test('turns saliency on and off by its hotkey', async () => {
        await page.locator('.cornerstone-viewport-element').first().hover();
        await page.keyboard.press('Shift+E');
        await waitForOverlay(page);
        await page.keyboard.press('Shift+E');
        await expect(page.getByTestId('echonet-saliency-toggle')).toHaveAttribute(
          'aria-pressed',
          'false',
        );
      });

      test("lists accepted contours with the host's measurements, which lead to them", async () => {
        await openTab(page, 'contours');
        await page.getByTestId('echonet-edit-contour').waitFor({ timeout: 240_000 });
        await acceptMeasured(page, 'EF');
        await openHostMeasurements(page);
        await expect(listedContours(page)).toHaveCount(2);
        const places = await page.getByText(/^Clip 1, frame \d+$/).allTextContents();
        for (const [index, place] of places.entries()) {
          await listedContours(page).nth(index).click();
          const frame = Number(/\d+$/.exec(place)?.[0]) - 1;
          await expect.poll(() => shownFrame(page)).toBe(frame);
        }
        await openEchoNetPanel(page);
      });

      test('can be left and entered again', async () => {
        await page.goBack();
        await enterFromStudyList(page, /^Phantom/);
        await runClip(page);
      });

      test('meets no uncaught error', () => {
        expect(pageErrors).toEqual([]);
      });

      test('starts without EchoNet, and says so, when a file of it is missing', async () => {
        await page.route('**/plugins/echonet/extension.js', (route) =>
          route.fulfill({ status: 404 }),
        );
        await page.goto(viewer.url);
        await expect(page.getByText(/^Phantom/).first()).toBeVisible({ timeout: 60_000 });
        await expect(page.locator('#echonet-loader-notice')).toContainText(/ 404\./, {
          useInnerText: true,
        });
      });
    });
  }
});
