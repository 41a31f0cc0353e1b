import type { Page } from '@playwright/test';
import { axeViolations } from '../support/axe';
import { openPage } from '../support/browser';
import { a4cClip, phantomStudy } from '../support/clips';
import {
  openEchoNet,
  runClip,
  shownFrameIndices,
  shownResults,
  waitForOverlay,
  toggleSaliency,
  openDemonstration,
  openTab,
} from '../support/echonet-panel';
import { expect, test } from '../support/fixtures';
import { imageToPage, showFrame, shownFrame } from '../support/ohif-page';
import { saveScreenshot } from '../support/screenshot';
import { everyTaskFiles, rejectingViewClassifier, serveModels } from '../support/serve-models';

const panel = '[data-testid="echonet-panel"]';

/** The real clip in a study of its own, and a study of two phantom clips. */
test.use({
  clips: async ({}, use) =>
    use([
      await a4cClip(),
      ...(await phantomStudy(7, [
        { seriesDescription: 'A4C simulated', frameCount: 20 },
        { seriesDescription: 'A4C simulated, again', frameCount: 20 },
      ])),
    ]),
});

test.describe('a reading from the clip to the occlusion of a region', () => {
  test.describe.configure({ mode: 'serial' });

  let page: Page;
  const pageErrors: string[] = [];

  test.beforeAll(async ({ browser, viewer, clips: [real] }) => {
    page = await openPage(browser);
    page.on('pageerror', (error) => pageErrors.push(error.message));
    await openEchoNet(page, viewer.url, real.StudyInstanceUID);
    await runClip(page);
  });

  test('computes the saliency map of every frame once, that of the frame on the screen first', async () => {
    const canvas = page.getByTestId('echonet-overlay-canvas').first();
    const frameOfMap = async () => Number(await canvas.getAttribute('data-frame-index'));
    const frames = await shownFrameIndices(page);
    await showFrame(page, frames[4]);
    await toggleSaliency(page);
    await waitForOverlay(page);
    expect(await frameOfMap()).toBe(frames[4]);
    const progress = page.getByTestId('echonet-saliency-progress');
    await expect(progress).toBeHidden({ timeout: 120_000 });
    for (const frame of frames) {
      await showFrame(page, frame);
      expect(await frameOfMap()).toBe(frame);
    }
    await toggleSaliency(page);
    await toggleSaliency(page);
    await waitForOverlay(page);
    expect(await progress.count()).toBe(0);
    await toggleSaliency(page);
    await showFrame(page, frames[0]);
  });

  test('shows the saliency map of each method, over the clip and beside it', async () => {
    await openDemonstration(page);
    await page.getByRole('button', { name: /^Show attention map: Ejection/ }).click();
    await waitForOverlay(page);
    await saveScreenshot(page, 'workflow-saliency');
    await openTab(page, 'saliency');
    for (const method of ['gradient', 'integratedGradients']) {
      await page.getByTestId('echonet-saliency-method').selectOption(method);
      await waitForOverlay(page);
    }
    await expect(page.getByTestId('echonet-overlay-legend')).toContainText(
      /Integrated Gradients, 10 samples/,
      { useInnerText: true },
    );
    await page.getByTestId('echonet-saliency-layout').selectOption('sideBySide');
    await page.getByTestId('echonet-saliency-colours').selectOption('viridis');
    await page.waitForTimeout(500);
    await saveScreenshot(page, 'workflow-side-by-side');
    expect(await axeViolations(page, '.echonet-overlay')).toEqual([]);
    await page.keyboard.press('Shift+E');
    // The contours stay on the clip.
    await expect(page.getByTestId('echonet-overlay-legend')).toBeHidden();
  });

  test('occludes the region that the reader draws in every frame, and shows the change', async () => {
    await openTab(page, 'occlusion');
    await page.getByTestId('echonet-occlusion-rectangle').click();
    const [from, to] = await imageToPage(page, [
      [130, 80],
      [200, 150],
    ]);
    await page.mouse.move(...from);
    await page.mouse.down();
    await page.mouse.move(...to, { steps: 8 });
    await page.mouse.up();
    await expect(page.getByTestId('echonet-occlusion-region')).toBeVisible();
    await showFrame(page, (await shownFrame(page)) + 5);
    await page.getByTestId('echonet-occlusion-run').click();
    const table = page.getByTestId('echonet-occlusion-table');
    await expect(table).toBeVisible({ timeout: 120_000 });
    await saveScreenshot(page, 'workflow-occlusion');
    const rows = await table.locator('tbody tr').evaluateAll((nodes) =>
      nodes.map((node) => {
        const { task, before, after } = (node as HTMLElement).dataset;
        return {
          task,
          before: Number(before),
          after: after === undefined ? undefined : Number(after),
        };
      }),
    );
    const results = await shownResults(page);
    expect(rows.map(({ task, before }) => [task, before])).toEqual(
      results.map(({ task, value }) => [task, value]),
    );
    // Without the ventricle's wall the volumes may show no beat, and EF has no value.
    expect(rows.every(({ before, after }) => after !== before && !Number.isNaN(after))).toBe(true);
    expect(await axeViolations(page, panel)).toEqual([]);
    // The region is not among the measurements of OHIF.
    expect(await page.getByText(/Area:|mm²/).count()).toBe(0);
    await page.getByTestId('echonet-occlusion-clear').click();
    await expect(table).toHaveCount(0);
  });

  test('holds back a clip that the view classifier rejects, until the reader scores it anyway', async ({
    viewer,
    clips: [, phantom],
  }) => {
    const models = {
      reading: everyTaskFiles(),
      viewClassifier: rejectingViewClassifier(),
    };
    await serveModels(page, models);
    await openEchoNet(page, viewer.url, phantom.StudyInstanceUID);
    await page.getByTestId('echonet-check-views').click();
    const views = page.locator('.echonet-view[data-accepted="false"]');
    await expect(views.nth(1)).toBeVisible({ timeout: 120_000 });
    await expect(page.getByTestId('echonet-held-back')).toHaveCount(1);
    await expect(page.getByTestId('echonet-run')).toBeDisabled();
    await saveScreenshot(page, 'workflow-views');
    expect(await axeViolations(page, panel)).toEqual([]);
    await page.getByTestId('echonet-score-anyway').click();
    const results = await shownResults(page);
    expect(results).toHaveLength(12);
    await openTab(page, 'results');
    await expect(page.getByTestId('echonet-results').getByTestId('echonet-caution')).toHaveCount(
      12,
    );
  });

  test('keeps twelve predictions readable on a small screen, the systemic ones folded away', async () => {
    const height = page.locator('[data-task="height"]');
    await expect(height).toBeHidden();
    await page.getByTestId('echonet-systemic').locator('summary').press('Enter');
    await expect(height).toBeVisible();
    const results = page.getByTestId('echonet-result');
    const clipped = await results.evaluateAll((nodes) =>
      nodes.filter((node) => node.scrollWidth > node.clientWidth + 1).map((n) => n.textContent),
    );
    expect(clipped).toEqual([]);
    await page.getByTestId('echonet-results').evaluate((node) => node.scrollIntoView());
    expect(await axeViolations(page, panel)).toEqual([]);
  });

  test('meets no uncaught error', () => {
    expect(pageErrors).toEqual([]);
  });
});
