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
import { imageToPage, showFrame, shownFrame } from '../support/ohif-page';
import { phantomStudy } from '../support/phantom-study';
import { classifierThat, serveModels, everyTaskFiles } from '../support/serve-models';
import { a4cClip, type StoredClip } from '../support/study';
import { openWorkplace, type Workplace } from '../support/workplace';

const panel = '[data-testid="echonet-panel"]';

describe('a reading from the clip to what if', () => {
  let workplace: Workplace;
  let real: StoredClip;
  let phantoms: StoredClip[];
  let page: Page;
  const pageErrors: string[] = [];

  beforeAll(async () => {
    real = await a4cClip();
    phantoms = await phantomStudy(7, [
      { seriesDescription: 'A4C simulated', frameCount: 20 },
      { seriesDescription: 'A4C simulated, again', frameCount: 20 },
    ]);
    workplace = await openWorkplace('embedded', [real, ...phantoms]);
    page = await openPage(workplace.browser);
    page.on('pageerror', (error) => pageErrors.push(error.message));
    await openEchoNet(page, workplace.url, real.StudyInstanceUID);
    await runClip(page);
  }, 240_000);

  afterAll(() => workplace?.close());

  const mapIsShown = () =>
    page
      .locator('[data-testid="echonet-overlay-canvas"][data-frame-ready="true"]')
      .waitFor({ timeout: 120_000 });

  it('explains every frame that was read, the one on the screen first, and only once', async () => {
    const canvas = element(page, 'echonet-overlay-canvas').first();
    const frameOfMap = async () => Number(await canvas.getAttribute('data-frame-index'));
    const frames = await shownFrameIndices(page);
    await showFrame(page, frames[4]);
    await element(page, 'echonet-saliency-toggle').click();
    await mapIsShown();
    expect(await frameOfMap()).toBe(frames[4]);
    const progress = element(page, 'echonet-saliency-progress');
    await progress.waitFor({ state: 'hidden', timeout: 120_000 });
    for (const frame of frames) {
      await showFrame(page, frame);
      expect(await frameOfMap()).toBe(frame);
    }
    await element(page, 'echonet-saliency-toggle').click();
    await element(page, 'echonet-saliency-toggle').click();
    await mapIsShown();
    await expect(progress.count()).resolves.toBe(0);
    await element(page, 'echonet-saliency-toggle').click();
    await showFrame(page, frames[0]);
  }, 180_000);

  it('shows where it looked by each method, over the clip and beside it', async () => {
    await page.getByRole('button', { name: /^Show where it looked: Ejection/ }).click();
    await mapIsShown();
    await saveScreenshot(page, 'workflow-saliency');
    for (const method of ['gradient', 'integratedGradients']) {
      await element(page, 'echonet-saliency-method').selectOption(method);
      await mapIsShown();
    }
    await expect(element(page, 'echonet-overlay-legend').innerText()).resolves.toMatch(
      /Integrated Gradients, 10 samples/,
    );
    await element(page, 'echonet-saliency-layout').selectOption('sideBySide');
    await element(page, 'echonet-saliency-colours').selectOption('viridis');
    await page.waitForTimeout(500);
    await saveScreenshot(page, 'workflow-side-by-side');
    expect(await axeViolations(page, '.echonet-overlay')).toEqual([]);
    await page.keyboard.press('Shift+E');
    await element(page, 'echonet-overlay-canvas').first().waitFor({ state: 'hidden' });
  }, 240_000);

  it('covers what the reader draws, in every frame, and shows what that changes', async () => {
    await element(page, 'echonet-what-if-rectangle').click();
    const [from, to] = await imageToPage(page, [
      [130, 80],
      [200, 150],
    ]);
    await page.mouse.move(...from);
    await page.mouse.down();
    await page.mouse.move(...to, { steps: 8 });
    await page.mouse.up();
    await element(page, 'echonet-what-if-region').waitFor();
    await showFrame(page, (await shownFrame(page)) + 5);
    await element(page, 'echonet-what-if-run').click();
    const table = element(page, 'echonet-what-if-table');
    await table.waitFor({ timeout: 120_000 });
    await saveScreenshot(page, 'workflow-what-if');
    const rows = await table.locator('tbody tr').evaluateAll((nodes) =>
      nodes.map((node) => {
        const { task, before, after } = (node as HTMLElement).dataset;
        return { task, before: Number(before), after: Number(after) };
      }),
    );
    const results = await shownResults(page);
    expect(rows.map(({ task, before }) => [task, before])).toEqual(
      results.map(({ task, value }) => [task, value]),
    );
    expect(rows.every(({ before, after }) => Number.isFinite(after) && after !== before)).toBe(
      true,
    );
    expect(await axeViolations(page, panel)).toEqual([]);
    // Nothing of it stays among the host's own measurements.
    await expect(page.getByText(/Area:|mm²/).count()).resolves.toBe(0);
    await element(page, 'echonet-what-if-clear').click();
    await expect(table.count()).resolves.toBe(0);
  }, 240_000);

  it('holds back what the view classifier turns away, until the reader scores it anyway', async () => {
    const models = {
      reading: everyTaskFiles(),
      viewClassifier: classifierThat('turns away'),
    };
    await serveModels(page, models);
    await openEchoNet(page, workplace.url, phantoms[0].StudyInstanceUID);
    await element(page, 'echonet-check-views').click();
    const views = page.locator('.echonet-view[data-accepted="false"]');
    await views.nth(1).waitFor({ timeout: 120_000 });
    await expect(element(page, 'echonet-held-back').count()).resolves.toBe(1);
    await expect(element(page, 'echonet-run').isDisabled()).resolves.toBe(true);
    await saveScreenshot(page, 'workflow-views');
    expect(await axeViolations(page, panel)).toEqual([]);
    await element(page, 'echonet-score-anyway').click();
    const results = await shownResults(page);
    expect(results).toHaveLength(12);
    await expect(element(page, 'echonet-caution').count()).resolves.toBe(12);
  }, 240_000);

  it('keeps twelve predictions readable on a small screen, the systemic ones folded away', async () => {
    await expect(page.getByText('Height', { exact: true }).isVisible()).resolves.toBe(false);
    await element(page, 'echonet-systemic').locator('summary').press('Enter');
    await page.getByText('Height', { exact: true }).waitFor();
    const results = element(page, 'echonet-result');
    const clipped = await results.evaluateAll((nodes) =>
      nodes.filter((node) => node.scrollWidth > node.clientWidth + 1).map((n) => n.textContent),
    );
    expect(clipped).toEqual([]);
    await element(page, 'echonet-results').evaluate((node) => node.scrollIntoView());
    await saveScreenshot(page, 'workflow-twelve');
    expect(await axeViolations(page, panel)).toEqual([]);
  }, 60_000);

  it('meets no uncaught error', () => {
    expect(pageErrors).toEqual([]);
  });
});
