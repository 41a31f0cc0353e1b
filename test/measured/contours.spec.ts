import type { Page } from '@playwright/test';
import { modelFiles } from '@echonet/models/testing';
import { openPage } from '../support/browser';
import { phantomClip } from '../support/clips';
import { openEchoNet, openTab, runClip } from '../support/echonet-panel';
import { expect, test } from '../support/fixtures';
import { longTasksDuring } from '../support/long-tasks';
import { showFrame } from '../support/ohif-page';
import { bundledSegmentation, serveModels } from '../support/serve-models';

/** Longest drawing of a frame's contours, ms. */
const maxDrawMs = 2;

/** Longest task that does not block the page noticeably, ms. */
const maxTaskMs = 50;

test.use({ clips: async ({}, use) => use([await phantomClip(13, { frameCount: 40 })]) });

/** Globals of the page while drawing is timed. */
interface TimedWindow {
  /** Durations of the animation frames in which contours were drawn, ms. */
  contourDrawings: number[];
}

/** Times every animation frame callback in which the overlay went on to another frame's contours. */
function timeDrawings(): void {
  const scope = window as unknown as TimedWindow & Window;
  scope.contourDrawings = [];
  const request = window.requestAnimationFrame.bind(window);
  const shownFrame = () =>
    document.querySelector<HTMLElement>('[data-testid="echonet-overlay-canvas"]')?.dataset
      .contourFrame;
  window.requestAnimationFrame = (callback) =>
    request((time) => {
      const before = shownFrame();
      const startedAt = performance.now();
      callback(time);
      const duration = performance.now() - startedAt;
      if (shownFrame() !== before) {
        scope.contourDrawings.push(duration);
      }
    });
}

test.describe('contours', () => {
  test.describe.configure({ mode: 'serial' });

  let page: Page;

  test.beforeAll(async ({ browser, viewer, clips: [{ StudyInstanceUID }] }) => {
    page = await openPage(browser);
    await page.addInitScript(timeDrawings);
    await serveModels(page, { reading: modelFiles(), segmentation: bundledSegmentation });
    await openEchoNet(page, viewer.url, StudyInstanceUID);
    await runClip(page);
    await openTab(page, 'contours');
    await expect(page.getByTestId('echonet-edit-contour')).toBeVisible({ timeout: 240_000 });
    for (const part of ['Wall', 'Left atrium']) {
      await page.getByRole('button', { name: part }).click();
    }
  });

  test('are drawn in under 2 ms a frame, with all their parts and control points', async () => {
    await page.getByTestId('echonet-edit-contour').click();
    for (let frame = 0; frame < 40; frame++) {
      await page.evaluate((index) => {
        const { cornerstone } = window as unknown as {
          cornerstone: {
            getEnabledElements(): { viewport: { setImageIdIndex(i: number): Promise<unknown> } }[];
          };
        };
        return cornerstone.getEnabledElements()[0].viewport.setImageIdIndex(index);
      }, frame);
      await page.waitForTimeout(30);
    }
    const drawings = await page.evaluate(() => (window as unknown as TimedWindow).contourDrawings);
    expect(drawings.length).toBeGreaterThan(20);
    const sorted = [...drawings].sort((a, b) => a - b);
    const median = sorted[sorted.length >> 1];
    test
      .info()
      .annotations.push({ type: 'median drawing', description: `${median.toFixed(2)} ms` });
    // Single drawings can wait for another process.
    expect(median).toBeLessThan(maxDrawMs);
  });

  test('are measured anew after an edit without blocking the page', async () => {
    await showFrame(page, 6);
    const tries: number[] = [];
    for (let i = 1; i <= 4 && Math.min(Infinity, ...tries) > maxTaskMs; i++) {
      const box = (await page.locator('[data-control="3"]').boundingBox())!;
      const tasks = await longTasksDuring(page, async () => {
        await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
        await page.mouse.down();
        await page.mouse.move(box.x - 8, box.y, { steps: 4 });
        await page.mouse.up();
        await page.waitForTimeout(300);
      });
      tries.push(Math.max(0, ...tasks));
    }
    await expect(page.getByTestId('echonet-contour-changes')).toBeVisible();
    expect(Math.min(...tries)).toBeLessThanOrEqual(maxTaskMs);
  });
});
