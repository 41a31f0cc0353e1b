import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { openPage } from '../support/browser';
import { element, openEchoNet, runClip } from '../support/echonet-page';
import { longTasksDuring, scriptsOfSlowFramesDuring } from '../support/long-tasks';
import { playCine } from '../support/ohif-page';
import { phantomClip, type StoredClip } from '../support/study';
import { openWorkplace, type Workplace } from '../support/workplace';

/** A task longer than this is felt. */
const longestMs = 50;

describe('the viewer during a run', () => {
  let workplace: Workplace;
  let clip: StoredClip;
  let page: Page;
  let tried = 0;

  beforeAll(async () => {
    clip = await phantomClip(3);
    workplace = await openWorkplace('embedded', [clip]);
    page = await openPage(workplace.browser);
    await openEchoNet(page, workplace.url, clip.StudyInstanceUID);
    // The first run loads code, model and frames.
    await runClip(page);
  }, 240_000);

  afterAll(() => workplace?.close());

  /**
   * What keeps the page waiting again and again: the longest of the best of some tries. What our code
   * does, it does every time; that another process had the core is chance.
   */
  async function recurring(
    durationsDuring: typeof longTasksDuring,
    action: () => Promise<unknown>,
  ): Promise<number> {
    const tries: number[] = [];
    while (tries.length < 4 && Math.min(Infinity, ...tries) > longestMs) {
      tries.push(Math.max(0, ...(await durationsDuring(page, action))));
    }
    return Math.min(...tries);
  }

  it('is never blocked while the clip stands still', async () => {
    expect(await recurring(longTasksDuring, () => runClip(page))).toBeLessThanOrEqual(longestMs);
  }, 120_000);

  it('is blocked by nothing but the drawing of the cine while that plays', async () => {
    await playCine(page, 20);
    const longest = await recurring(scriptsOfSlowFramesDuring, () => runClip(page));
    expect(longest).toBeLessThanOrEqual(longestMs);
  }, 120_000);

  it('is blocked by nothing but the drawing of the cine while saliency is computed and drawn', async () => {
    await element(page, 'echonet-saliency-toggle').click();
    const longest = await recurring(scriptsOfSlowFramesDuring, async () => {
      // Another task's maps have to be computed as well.
      const task = element(page, 'echonet-saliency-task');
      const values = await task
        .locator('option')
        .evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value));
      await task.selectOption(values[++tried % values.length]);
      await page.waitForTimeout(2000);
    });
    expect(longest).toBeLessThanOrEqual(longestMs);
  }, 120_000);
});
