import type { Page } from '@playwright/test';
import { openPage } from '../support/browser';
import { phantomClip } from '../support/clips';
import { openEchoNet, runClip, toggleSaliency } from '../support/echonet-panel';
import { expect, test } from '../support/fixtures';
import { longTasksDuring, scriptsOfSlowFramesDuring } from '../support/long-tasks';
import { playCine } from '../support/ohif-page';

/** Longest task in milliseconds that does not block the page noticeably. */
const maxTaskMs = 50;

test.use({ clips: async ({}, use) => use([await phantomClip(3)]) });

test.describe('the viewer during a run', () => {
  test.describe.configure({ mode: 'serial' });

  let page: Page;
  let tried = 0;

  test.beforeAll(async ({ browser, viewer, clips: [clip] }) => {
    page = await openPage(browser);
    await openEchoNet(page, viewer.url, clip.StudyInstanceUID);
    // The first run loads code, model and frames.
    await runClip(page);
  });

  /**
   * Longest task in milliseconds of the best of up to four tries. The plugin's own tasks recur in each
   * try; those of a core that another process had do not.
   */
  async function recurringTaskMs(
    durationsDuring: typeof longTasksDuring,
    action: () => Promise<unknown>,
  ): Promise<number> {
    const tries: number[] = [];
    while (tries.length < 4 && Math.min(Infinity, ...tries) > maxTaskMs) {
      tries.push(Math.max(0, ...(await durationsDuring(page, action))));
    }
    return Math.min(...tries);
  }

  test('is never blocked while the cine is stopped', async () => {
    expect(await recurringTaskMs(longTasksDuring, () => runClip(page))).toBeLessThanOrEqual(
      maxTaskMs,
    );
  });

  test('is blocked by nothing but the drawing of the cine while that plays', async () => {
    await playCine(page, 20);
    const longest = await recurringTaskMs(scriptsOfSlowFramesDuring, () => runClip(page));
    expect(longest).toBeLessThanOrEqual(maxTaskMs);
  });

  test('is blocked by nothing but the drawing of the cine while saliency is computed and drawn', async () => {
    await toggleSaliency(page);
    const longest = await recurringTaskMs(scriptsOfSlowFramesDuring, async () => {
      // The saliency maps of another task have to be computed.
      const task = page.getByTestId('echonet-saliency-task');
      const values = await task
        .locator('option')
        .evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value));
      await task.selectOption(values[++tried % values.length]);
      await page.waitForTimeout(2000);
    });
    expect(longest).toBeLessThanOrEqual(maxTaskMs);
  });
});
