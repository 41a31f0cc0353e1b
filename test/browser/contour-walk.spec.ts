import type { Page } from '@playwright/test';
import { openPage } from '../support/browser';
import { phantomClip, sampleClip } from '../support/clips';
import { openContours, openTab } from '../support/echonet-panel';
import { expect, test } from '../support/fixtures';
import { acceptMeasured } from '../support/host-measurements';
import { framesShownDuring, playHostCine, shownFrame } from '../support/ohif-page';
import { saveScreenshot } from '../support/screenshot';

/** A real clip of two heartbeats, or a simulated one on a machine without the samples. */
test.use({
  clips: async ({}, use) =>
    use([
      (await sampleClip('a4c/ge_e95_a4c_jpegbaseline_130f.dcm')) ??
        (await phantomClip(13, { frameCount: 48 })),
    ]),
});

test.describe('from the analysis of a clip to its report with corrected contours', () => {
  test.describe.configure({ mode: 'serial' });

  let page: Page;
  let editedEF = NaN;

  const valueOf = async (reader: Page, id: string) =>
    Number(await reader.locator(`[data-measure="${id}"][data-unit]`).getAttribute('data-value'));
  const overlay = () => page.getByTestId('echonet-overlay-canvas').first();

  test.beforeAll(async ({ browser, viewer, clips: [{ StudyInstanceUID }] }) => {
    page = await openPage(browser);
    await openContours(page, viewer.url, StudyInstanceUID);
  });

  test('the reader watches the contours follow the cine', async () => {
    await playHostCine(page, 30);
    const drawn = new Set<string | null>();
    await expect
      .poll(async () => drawn.add(await overlay().getAttribute('data-contour-frame')).size)
      .toBeGreaterThan(3);
  });

  test('jumps to end-systole, where the cine stops', async () => {
    await page.keyboard.press('Shift+S');
    await expect.poll(() => framesShownDuring(page, 300)).toBeLessThanOrEqual(1);
    const frame = await shownFrame(page);
    const mark = page.locator(`.echonet-frame-mark[data-frame="${frame}"]`);
    await expect(mark.first()).toHaveText('ES');
    await expect(overlay()).toHaveAttribute('data-contour-frame', String(frame));
    await saveScreenshot(page, 'contours-found');
  });

  test('drags the contour, whose values follow', async () => {
    const before = await valueOf(page, 'EF');
    await page.keyboard.press('Shift+T');
    const { x, y, width, height } = (await page.locator('[data-control="3"]').boundingBox())!;
    await page.mouse.move(x + width / 2, y + height / 2);
    await page.mouse.down();
    await page.mouse.move(x + width / 2 - 18, y + height / 2, { steps: 3 });
    await page.mouse.up();
    await expect.poll(() => valueOf(page, 'EF')).toBeLessThan(before - 0.5);
    editedEF = await valueOf(page, 'EF');
    await saveScreenshot(page, 'contour-edited');
    await page.keyboard.press('Escape');
  });

  test('accepts the value and stores it with its contours', async () => {
    await acceptMeasured(page, 'EF');
    await saveScreenshot(page, 'contours-accepted');
    await openTab(page, 'report');
    await page.getByTestId('echonet-store-report').click();
    await page.getByTestId('echonet-store-report-confirm').click();
    await expect(page.getByTestId('echonet-stored')).toBeVisible();
  });

  test('has the corrected contours again when the study is opened again', async ({
    browser,
    viewer,
    clips: [{ StudyInstanceUID }],
  }) => {
    const again = await openPage(browser);
    await openContours(again, viewer.url, StudyInstanceUID);
    await expect(again.getByTestId('echonet-restored-edits')).toBeVisible();
    expect(await valueOf(again, 'EF')).toBeCloseTo(editedEF, 1);
    await saveScreenshot(again, 'contours-restored');
  });
});
