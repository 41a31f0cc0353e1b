import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { openPage, saveScreenshot } from '../support/browser';
import { element, openEchoNet, runClip } from '../support/echonet-page';
import { phantomClip, type StoredClip } from '../support/study';
import { serveBelow } from '../support/sub-path';
import { openWorkplace, type Workplace } from '../support/workplace';

/** What can go wrong where the plugin's folder is copied next to a department's own viewer. */
describe('the plugin as a folder beside a stock viewer', () => {
  let workplace: Workplace;
  let clip: StoredClip;
  let page: Page;

  beforeAll(async () => {
    clip = await phantomClip(11);
    workplace = await openWorkplace('embedded', [clip]);
  }, 120_000);
  afterAll(() => workplace?.close());

  beforeEach(async () => {
    page = await openPage(workplace.browser);
  });
  afterEach(() => page.context().close());

  /** Opens the study list and what it offers for the study; EchoNet must not be among it. */
  const expectStockViewer = async () => {
    await page.goto(workplace.url);
    await page
      .getByText(/^Phantom/)
      .first()
      .click({ timeout: 60_000 });
    await page.getByRole('button', { name: 'Basic Viewer' }).waitFor();
    await expect(page.getByRole('button', { name: 'EchoNet' }).count()).resolves.toBe(0);
  };

  const html = { contentType: 'text/html', body: '<title>viewer</title>' };
  const brokenScript = { contentType: 'text/javascript', body: 'export default {' };

  it.each([
    ['extension.js', 'is missing', { status: 404 }, /extension\.js is missing: .* 404/],
    ['mode.js', 'is missing', { status: 404 }, /mode\.js is missing: .* 404/],
    ['extension.js', 'is a page', html, /extension\.js with text\/html instead of JavaScript/],
    ['mode.js', 'is cut off', brokenScript, /mode\.js is broken: /],
  ])(
    'starts without EchoNet when %s %s, and says so',
    async (file, _case, answer, sentence) => {
      await page.route(`**/plugins/echonet/${file}`, (route) => route.fulfill(answer));
      await expectStockViewer();
      const notice = page.locator('#echonet-loader-notice');
      await expect(notice.innerText()).resolves.toMatch(sentence);
      await saveScreenshot(page, 'drop-in-broken');
      await notice.getByRole('button').click();
      await expect(notice.count()).resolves.toBe(0);
    },
    90_000,
  );

  it('starts as the stock viewer when the whole folder is missing', async () => {
    await page.route('**/plugins/echonet/**', (route) => route.fulfill({ status: 404 }));
    await expectStockViewer();
  }, 90_000);

  it('finds all its files in a viewer below a path', async () => {
    const below = await serveBelow(workplace.url, '/ohif/');
    const asked: string[] = [];
    page.on('request', (request) => void asked.push(new URL(request.url()).pathname));
    try {
      await openEchoNet(page, below.url, clip.StudyInstanceUID);
      const results = await runClip(page);
      expect(results.map(({ task }) => task)).toContain('EF');
      await expect(element(page, 'echonet-backend').innerText()).resolves.toMatch(
        /WebAssembly, \d+ threads/,
      );
      await saveScreenshot(page, 'drop-in-sub-path');
    } finally {
      await below.close();
    }
    const files = asked
      .filter((pathname) => pathname.includes('/plugins/echonet/'))
      .map((pathname) => pathname.replace('/ohif/plugins/echonet/', ''));
    expect(files).toEqual(
      expect.arrayContaining([
        'loader.js',
        'extension.js',
        'mode.js',
        expect.stringMatching(/^echonet-inference\..*js$/),
        expect.stringMatching(/^kernels-.*wasm$/),
        'models/index.json',
      ]),
    );
    expect(below.strays).toEqual([]);
  }, 120_000);
});
