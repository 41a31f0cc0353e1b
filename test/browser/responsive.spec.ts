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

  it('is never blocked while the clip stands still', async () => {
    const tasks = await longTasksDuring(page, () => runClip(page));
    expect(longest(tasks)).toBeLessThanOrEqual(longestMs);
  }, 120_000);

  it('is blocked no longer than by the cine alone while it plays', async () => {
    await playCine(page, 20);
    const alone = await longTasksDuring(page, () => page.waitForTimeout(4000));
    const during = await longTasksDuring(page, () => runClip(page));
    expect(longest(during)).toBeLessThanOrEqual(Math.max(longestMs, tolerance * longest(alone)));
  }, 120_000);

  it('is blocked no longer than by the cine alone while saliency is computed and drawn', async () => {
    const alone = await longTasksDuring(page, () => page.waitForTimeout(4000));
    const during = await longTasksDuring(page, async () => {
      await element(page, 'echonet-saliency-toggle').click();
      await page.waitForTimeout(4000);
    });
    expect(longest(during)).toBeLessThanOrEqual(Math.max(longestMs, tolerance * longest(alone)));
  }, 120_000);
});
