import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { openPage } from '../support/browser';
import { phantomClip } from '../support/clips';
import { startEchonet, type EchonetRun } from '../support/echonet';
import { enterFromStudyList } from '../support/echonet-panel';
import { expect, test } from '../support/fixtures';
import { storeInstances } from '../support/stow';

/** Studies that wait for their reader, from the arrival of a clip to the reader's word. */
test.describe('a study that echonet watch reads', () => {
  test.describe.configure({ mode: 'serial' });

  let page: Page;
  let service: EchonetRun;
  let state: string;
  const searches: string[] = [];

  const cell = () => page.getByTestId('echonet-study-state').first();

  test.beforeAll(async ({ browser, viewer }) => {
    state = await mkdtemp(path.join(tmpdir(), 'echonet-waiting-'));
    page = await openPage(browser);
    page.on('request', (request) => {
      if (/\/dicom-web\/series\?/.test(request.url())) {
        searches.push(request.url());
      }
    });
    await storeInstances(viewer.dicomwebUrl, [(await phantomClip(41)).file]);
  });

  test.afterAll(async () => {
    service?.child.kill('SIGTERM');
    await service?.ended;
    await page?.context().close();
    await rm(state, { recursive: true, force: true });
  });

  test('is listed as not read before, by one search', async ({ viewer }) => {
    await page.goto(viewer.url);
    await expect(cell()).toHaveText('Not read', { timeout: 60_000, useInnerText: true });
    expect(searches).toHaveLength(1);
  });

  test('is listed with what was found, once it is read', async ({ viewer }) => {
    service = startEchonet([
      ...['watch', '--dicomweb', viewer.dicomwebUrl, '--store', '--days', '36500'],
      ...['--settled', '0', '--every', '1', '--port', '0', '--state', state],
    ]);
    // The list asks again by itself.
    await expect(cell()).toHaveText(/^(Read|Check): EF \d+ % \(\d+-\d+\), 1 A4C$/, {
      timeout: 240_000,
      useInnerText: true,
    });
  });

  test('opens with the values that wait, without computing', async () => {
    await enterFromStudyList(page, /^Phantom/);
    const waiting = page.getByTestId('echonet-waiting');
    await expect(waiting).toContainText(/Read automatically on .*, not yet accepted/, {
      useInnerText: true,
    });
    await expect(
      waiting.locator('[data-testid="echonet-waiting-value"][data-result="EF"]'),
    ).toContainText('%');
    await expect(
      waiting.locator('[data-testid="echonet-waiting-value"][data-result="measured.EF"]'),
    ).toContainText('%');
    expect(await page.getByTestId('echonet-result').count()).toBe(0);
  });

  test("becomes the reader's by a click, and is listed as accepted", async ({ viewer }) => {
    await page.getByTestId('echonet-accept-waiting').click();
    await page.getByTestId('echonet-accept-waiting-confirm').click();
    await expect(page.getByTestId('echonet-waiting')).toBeHidden({ timeout: 60_000 });
    await page.goto(viewer.url);
    await expect(cell()).toHaveText('Accepted', { timeout: 60_000, useInnerText: true });
  });
});
