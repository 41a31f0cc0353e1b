import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { openPage, saveScreenshot } from '../support/browser';
import { phantomClip } from '../support/study';
import { openWorkplace, type Workplace } from '../support/workplace';

/** What can go wrong where the plugin's folder is copied next to a department's own viewer. */
describe('the plugin as a folder beside a stock viewer', () => {
  let workplace: Workplace;
  let page: Page;

  beforeAll(async () => {
    workplace = await openWorkplace('embedded', [await phantomClip(11)]);
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
});
