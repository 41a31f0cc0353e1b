import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { axeViolations } from '../support/axe';
import { openPage, saveScreenshot } from '../support/browser';
import {
  element,
  openEchoNet,
  runClip,
  shownFrameIndices,
  shownResults,
} from '../support/echonet-page';
import { shownFrame } from '../support/ohif-page';
import { phantomStudy } from '../support/phantom-study';
import type { StoredClip } from '../support/study';
import { openWorkplace, type Workplace } from '../support/workplace';

describe('the panel in a reading room', () => {
  let workplace: Workplace;
  let clips: StoredClip[];
  let page: Page;
  const pageErrors: string[] = [];

  beforeAll(async () => {
    clips = await phantomStudy(7, [
      { seriesDescription: 'PLAX simulated', view: 'PLAX', frameCount: 40 },
      { seriesDescription: 'A4C simulated', frameCount: 40 },
      { seriesDescription: 'A4C simulated, again', frameCount: 20 },
      {
        seriesDescription: 'A4C colour',
        frameCount: 20,
        more: { UltrasoundColorDataPresent: 1 },
      },
      { seriesDescription: 'A4C still', frameCount: 1 },
    ]);
    workplace = await openWorkplace('embedded', clips);
    page = await openPage(workplace.browser);
    page.on('pageerror', (error) => pageErrors.push(error.message));
    await openEchoNet(page, workplace.url, clips[0].StudyInstanceUID);
  }, 180_000);

  afterAll(() => workplace?.close());

  const row = (name: string) => page.getByRole('listitem').filter({ hasText: name });

  it('shows each clip with its picture, and suggests the four-chamber view', async () => {
    await expect(element(page, 'echonet-clip').count()).resolves.toBe(5);
    await page
      .locator('[data-testid="echonet-thumbnail"][data-state="shown"]')
      .nth(3)
      .waitFor({ timeout: 20_000 });
    await saveScreenshot(page, 'panel-clips');
    const ticked = page.getByRole('checkbox', { checked: true });
    await expect(ticked.count()).resolves.toBe(1);
    await expect(ticked.getAttribute('aria-label')).resolves.toContain('A4C simulated');
    await expect(page.getByRole('checkbox', { disabled: true }).count()).resolves.toBe(2);
    await expect(element(page, 'echonet-run').innerText()).resolves.toContain('A4C simulated');
  });

  it('shows the results with scales, and nothing that axe objects to', async () => {
    const results = await runClip(page);
    expect(results.map(({ task }) => task)).toEqual(
      expect.arrayContaining(['EF', 'EDV', 'ESV', 'lead']),
    );
    await expect(element(page, 'echonet-ef-from-volumes').innerText()).resolves.toMatch(/\d+ %/);
    await expect(element(page, 'echonet-reference').count()).resolves.toBeGreaterThanOrEqual(3);
    await saveScreenshot(page, 'panel-results');
    expect(await axeViolations(page, '[data-testid="echonet-panel"]')).toEqual([]);
  }, 120_000);

  it('takes the viewport to the frame of a point, by mouse and by keyboard', async () => {
    const sparkline = element(page, 'echonet-sparkline').first();
    const box = (await sparkline.boundingBox())!;
    await page.mouse.click(box.x + box.width - 2, box.y + box.height / 2);
    await page.waitForTimeout(1500);
    const frames = await shownFrameIndices(page);
    expect(await shownFrame(page)).toBe(frames.at(-1));
    await sparkline.press('ArrowLeft');
    await page.waitForTimeout(500);
    expect(await shownFrame(page)).toBe(frames.at(-2));
    await saveScreenshot(page, 'panel-sparkline');
  });

  it('pools the clips that are ticked, and shows what each says', async () => {
    await row('A4C simulated, again').getByRole('checkbox').press('Space');
    await element(page, 'echonet-run').press('Enter');
    const pooled = await shownResults(page);
    const own = await element(page, 'echonet-result')
      .first()
      .getByTestId('echonet-clip-value')
      .evaluateAll((nodes) => nodes.map((node) => Number((node as HTMLElement).dataset.clipValue)));
    expect(own).toHaveLength(2);
    expect(pooled[0].value).toBeCloseTo((own[0] + own[1]) / 2, 9);
    await saveScreenshot(page, 'panel-pooled');
    expect(await axeViolations(page, '[data-testid="echonet-panel"]')).toEqual([]);
  }, 120_000);

  it('meets no uncaught error', () => {
    expect(pageErrors).toEqual([]);
  });
});
