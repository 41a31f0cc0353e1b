import type { Page } from '@playwright/test';
import { locateSector, sectorContains, type Sector } from '@echonet/models/image';
import { openPage } from '../support/browser';
import { a4cClip } from '../support/clips';
import {
  openEchoNet,
  runClip,
  shownFrameIndices,
  waitForOverlay,
  toggleSaliency,
} from '../support/echonet-panel';
import { expect, test } from '../support/fixtures';
import { hostPixels } from '../support/host-pixels';
import { changeView, imageToPage, readHostFrames, showFrame } from '../support/ohif-page';
import {
  changeBetween,
  correlation,
  readScreenshot,
  type Rectangle,
} from '../support/saliency-canvas';

test.use({ clips: async ({}, use) => use([await a4cClip()]) });

/** Where a viewport's bar has its buttons. */
async function viewportBar(page: Page, viewport: Rectangle): Promise<Rectangle> {
  const buttons = await page.locator('[data-cy^="EchoNet"]').all();
  const boxes = (await Promise.all(buttons.map((button) => button.boundingBox()))).flatMap((box) =>
    box && box.y > viewport.y ? [box] : [],
  );
  expect(boxes.length).toBeGreaterThan(1);
  // The mark of a pressed button reaches beyond it.
  const margin = 6;
  const x = Math.min(...boxes.map((box) => box.x)) - margin;
  const y = Math.min(...boxes.map((box) => box.y)) - margin;
  return {
    x,
    y,
    width: Math.max(...boxes.map((box) => box.x + box.width)) + margin - x,
    height: Math.max(...boxes.map((box) => box.y + box.height)) + margin - y,
  };
}

test.describe('the saliency overlay', () => {
  test.describe.configure({ mode: 'serial' });

  let page: Page;
  let sector: Sector;
  let frame: number;
  /** Image points (column, row) at which the overlay is compared. */
  let points: [number, number][];
  let overlayAtRest: (number | undefined)[];

  test.beforeAll(async ({ browser, viewer, clips: [{ StudyInstanceUID, header }] }) => {
    page = await openPage(browser);
    await openEchoNet(page, viewer.url, StudyInstanceUID);
    await runClip(page);
    const indices = await shownFrameIndices(page);
    frame = indices[0];
    const frames = (await readHostFrames(page, indices)).map((hostFrame) =>
      hostPixels(hostFrame, header),
    );
    sector = locateSector(frames, header.SequenceOfUltrasoundRegions);
    points = Array.from({ length: 80 * 60 }, (_, i) => [
      ((i % 80) + 0.5) * (header.Columns / 80),
      (Math.floor(i / 80) + 0.5) * (header.Rows / 60),
    ]);
  });

  /** What the overlay changes on the screen at `points`, 0..255, wherever OHIF shows them now. */
  const measureOverlay = async (): Promise<(number | undefined)[]> => {
    const viewport = page.locator('.cornerstone-viewport-element').first();
    const shoot = async () => readScreenshot(await viewport.screenshot());
    await showFrame(page, frame);
    const before = await shoot();
    await toggleSaliency(page);
    await waitForOverlay(page);
    await page.waitForTimeout(500);
    const after = await shoot();
    const legend = await page.locator('.echonet-overlay-legend').first().boundingBox();
    const box = await viewport.boundingBox();
    if (!legend || !box) {
      throw new Error('The overlay shows no colour bar.');
    }
    // A rotated image reaches below the viewport's bar, which has more buttons with the map.
    const bar = await viewportBar(page, box);
    await toggleSaliency(page);
    await page.waitForTimeout(300);
    const change = changeBetween(
      before,
      after,
      [legend, bar].map(({ x, y, ...size }) => ({ ...size, x: x - box.x, y: y - box.y })),
    );
    const onPage = await imageToPage(page, points);
    return onPage.map(([x, y]) => change(x - box.x, y - box.y));
  };

  test('draws inside the scanning sector only', async () => {
    overlayAtRest = await measureOverlay();
    let [inside, outside] = [0, 0];
    overlayAtRest.forEach((change = 0, i) => {
      if (sectorContains(sector, ...points[i])) {
        inside += change;
      } else {
        outside += change;
      }
    });
    expect(inside).toBeGreaterThan(5000);
    expect(outside / (inside + outside)).toBeLessThan(0.03);
  });

  for (const [name, view] of [
    ['zoom and pan', { zoom: 1.25, pan: [40, -25] as [number, number] }],
    ['a horizontal flip', { flipHorizontal: true }],
    ['a rotation', { rotation: 90 }],
  ] as const) {
    test(`stays on the same tissue under ${name}`, async () => {
      await changeView(page, view);
      expect(correlation(overlayAtRest, await measureOverlay())).toBeGreaterThan(0.9);
      await changeView(page, 'reset');
    });
  }

  test('stays on the same tissue when the window changes its size', async () => {
    await page.setViewportSize({ width: 1500, height: 900 });
    await page.waitForTimeout(1000);
    expect(correlation(overlayAtRest, await measureOverlay())).toBeGreaterThan(0.9);
  });

  test('changes with the frame on the screen', async () => {
    await page.setViewportSize({ width: 1280, height: 720 });
    await page.waitForTimeout(1000);
    frame = (await shownFrameIndices(page))[5];
    expect(correlation(overlayAtRest, await measureOverlay())).toBeLessThan(0.995);
  });
});
