import type { Page } from '@playwright/test';
import { phantomClip } from '../support/clips';
import { expect, test } from '../support/fixtures';

test.use({ clips: async ({}, use) => use([await phantomClip(11)]) });

const html = { contentType: 'text/html', body: '<title>viewer</title>' };
const brokenScript = { contentType: 'text/javascript', body: 'export default {' };

/** Faults of a plugin folder that is copied next to a department's own viewer. */
test.describe('the plugin as a folder beside a stock viewer', () => {
  /** Opens the study list and the modes for the study, which must not have EchoNet among them. */
  const expectStockViewer = async (page: Page, viewerUrl: string) => {
    await page.goto(viewerUrl);
    await page
      .getByText(/^Phantom/)
      .first()
      .click({ timeout: 60_000 });
    await expect(page.getByRole('button', { name: 'Basic Viewer' })).toBeVisible();
    expect(await page.getByRole('button', { name: 'EchoNet' }).count()).toBe(0);
  };

  for (const [file, fault, response, sentence] of [
    ['extension.js', 'is missing', { status: 404 }, /extension\.js is missing: .* 404/],
    ['mode.js', 'is missing', { status: 404 }, /mode\.js is missing: .* 404/],
    ['extension.js', 'is a page', html, /extension\.js with text\/html instead of JavaScript/],
    ['mode.js', 'is cut off', brokenScript, /mode\.js is broken: /],
  ] as const) {
    test(`starts without EchoNet when ${file} ${fault}, and says so`, async ({ page, viewer }) => {
      await page.route(`**/plugins/echonet/${file}`, (route) => route.fulfill(response));
      await expectStockViewer(page, viewer.url);
      const notice = page.locator('#echonet-loader-notice');
      await expect(notice).toHaveText(sentence, { useInnerText: true });
      await notice.getByRole('button').click();
      await expect(notice).toHaveCount(0);
    });
  }

  test('starts as the stock viewer when the whole folder is missing', async ({ page, viewer }) => {
    await page.route('**/plugins/echonet/**', (route) => route.fulfill({ status: 404 }));
    await expectStockViewer(page, viewer.url);
  });
});
