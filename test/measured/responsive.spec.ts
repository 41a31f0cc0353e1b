import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { openPage } from '../support/browser';
import { element, openEchoNet, runClip } from '../support/echonet-page';
import { longTasksDuring } from '../support/long-tasks';
import { playCine } from '../support/ohif-page';
import { phantomClip, type StoredClip } from '../support/study';
import { openWorkplace, type Workplace } from '../support/workplace';

/** A task longer than this is felt. */
const longestMs = 50;
/** What the host alone does while a cine plays is measured beside it, and varies. */
const tolerance = 1.2;

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

  const longest = (tasks: readonly number[]) => Math.max(0, ...tasks);

  /**
   * What keeps the page waiting again and again: the longest task of the best of some tries. What our
   * code does, it does every time; that another process had the core is chance.
   */
  async function recurring(action: () => Promise<unknown>): Promise<number> {
    const tries: number[] = [];
    while (tries.length < 4 && Math.min(Infinity, ...tries) > longestMs) {
      tries.push(longest(await longTasksDuring(page, action)));
    }
    return Math.min(...tries);
  }

  it('is never blocked while the clip stands still', async () => {
    expect(await recurring(() => runClip(page))).toBeLessThanOrEqual(longestMs);
  }, 120_000);

  it('is blocked no longer than by the cine alone while it plays', async () => {
    await playCine(page, 20);
    const alone = longest(await longTasksDuring(page, () => page.waitForTimeout(4000)));
    expect(await recurring(() => runClip(page))).toBeLessThanOrEqual(
      Math.max(longestMs, tolerance * alone),
    );
  }, 120_000);

  it('is blocked no longer than by the cine alone while saliency is computed and drawn', async () => {
    const alone = longest(await longTasksDuring(page, () => page.waitForTimeout(4000)));
    await element(page, 'echonet-saliency-toggle').click();
    const during = await recurring(async () => {
      // Another task's maps have to be computed as well.
      const task = element(page, 'echonet-saliency-task');
      const values = await task
        .locator('option')
        .evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value));
      await task.selectOption(values[++tried % values.length]);
      await page.waitForTimeout(2000);
    });
    expect(during).toBeLessThanOrEqual(Math.max(longestMs, tolerance * alone));
  }, 120_000);
});
