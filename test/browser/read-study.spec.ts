import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { openPage, saveScreenshot } from '../support/browser';
import {
  element,
  openEchoNet,
  runClip,
  shownFrameIndices,
  type ShownResult,
} from '../support/echonet-page';
import { difference, readScreenshot, type Difference } from '../support/heat';
import { imageToPage, readHostFrames, showFrame, zoomAndPan } from '../support/ohif-page';
import { predictInNode } from '../support/predict-in-node';
import { hasOrthanc } from '../support/orthanc';
import { bundledModelDirectory } from '../support/paths';
import { a4cClip, type StoredClip } from '../support/study';
import { openWorkplace, type Workplace } from '../support/workplace';
import { pixelMap, sectorContains, type ClipPrediction, type Sector } from '@echonet/models';

/** Continuous integration installs Orthanc; on a desk without it that half is left out. */
const archives =
  hasOrthanc || process.env.CI ? (['embedded', 'orthanc'] as const) : (['embedded'] as const);
if (archives.length === 1)
  console.warn('Orthanc is not installed: only the embedded archive is tested.');

describe.each(archives)('reading an A4C clip from the %s archive', (archive) => {
  let workplace: Workplace;
  let clip: StoredClip;
  let page: Page;
  let results: ShownResult[];
  let reference: { prediction: ClipPrediction; sector: Sector };
  const consoleErrors: string[] = [];

  beforeAll(async () => {
    clip = await a4cClip();
    workplace = await openWorkplace(archive, [clip]);
    page = await openPage(workplace.browser);
    page.on('pageerror', (error) => consoleErrors.push(error.message));
    await openEchoNet(page, workplace.url, clip.StudyInstanceUID);
    results = await runClip(page);
    const frames = await readHostFrames(page, await shownFrameIndices(page));
    reference = await predictInNode(bundledModelDirectory, frames, clip.header);
  }, 240_000);

  afterAll(async () => {
    if (page) await saveScreenshot(page, `read-study-${archive}`);
    await workplace?.close();
  });

  it('shows every task of the bundled model with its unit', () => {
    expect(results.map(({ task, unit }) => [task, unit])).toEqual(
      expect.arrayContaining([
        ['EF', '%'],
        ['EDV', 'mL'],
        ['ESV', 'mL'],
      ]),
    );
    expect(results.map(({ task }) => task)).toContain('lead');
  });

  it('gives the numbers that the same pixels give in Node', () => {
    for (const { task, value } of results) {
      const expected = reference.prediction[task].mean;
      expect(Math.abs(value - expected) / Math.abs(expected)).toBeLessThanOrEqual(1e-3);
    }
  });

  it('says research use, simulated training data and which backend ran', async () => {
    await expect(element(page, 'echonet-notice').innerText()).resolves.toMatch(/research use/i);
    await expect(element(page, 'echonet-panel').innerText()).resolves.toMatch(/simulated/i);
    await expect(element(page, 'echonet-backend').innerText()).resolves.toMatch(
      /WebAssembly|WebGPU|JavaScript/,
    );
  });

  it('keeps saliency off until the reader turns it on', async () => {
    await expect(element(page, 'echonet-overlay-canvas').count()).resolves.toBeLessThanOrEqual(1);
    const pressed = await element(page, 'echonet-saliency-toggle').getAttribute('aria-pressed');
    expect(pressed).toBe('false');
  });

  it('lays heat inside the sector, and heat follows zoom and pan', async () => {
    const frame = (await shownFrameIndices(page))[0];
    const viewport = page.locator('.cornerstone-viewport-element').first();
    const shoot = async (name: string) => {
      await saveScreenshot(page, `${name}-${archive}`);
      return readScreenshot(await viewport.screenshot());
    };
    const toggle = async (on: boolean) => {
      await element(page, 'echonet-saliency-toggle').click();
      if (on)
        await page
          .locator('[data-testid="echonet-overlay-canvas"][data-frame-ready="true"]')
          .waitFor({ timeout: 120_000 });
      await page.waitForTimeout(500);
    };
    const heatAt = async (name: string): Promise<Difference> => {
      await showFrame(page, frame);
      const before = await shoot(`${name}-off`);
      await toggle(true);
      const after = await shoot(`${name}-on`);
      const legend = await page.locator('.echonet-overlay-legend').first().boundingBox();
      const origin = await viewport.boundingBox();
      await toggle(false);
      if (!legend || !origin) throw new Error('The overlay shows no colour bar.');
      return difference(before, after, {
        ...legend,
        x: legend.x - origin.x,
        y: legend.y - origin.y,
      });
    };
    /** Image coordinates of the heat's centre, through the host's own camera. */
    const centreInImage = async (heat: Difference): Promise<[number, number]> => {
      const box = await viewport.boundingBox();
      const corners = await imageToPage(page, [
        [0, 0],
        [100, 0],
        [0, 100],
      ]);
      const [origin, right, down] = corners;
      const scaleX = (right[0] - origin[0]) / 100;
      const scaleY = (down[1] - origin[1]) / 100;
      return [
        (heat.centroid[0] + (box?.x ?? 0) - origin[0]) / scaleX,
        (heat.centroid[1] + (box?.y ?? 0) - origin[1]) / scaleY,
      ];
    };

    const heat = await heatAt('saliency');
    expect(heat.pixels.length).toBeGreaterThan(200);
    const centre = await centreInImage(heat);
    const box = await viewport.boundingBox();
    const [origin, right] = await imageToPage(page, [
      [0, 0],
      [100, 0],
    ]);
    const scale = (right[0] - origin[0]) / 100;
    const inside = heat.pixels.filter(({ x, y }) =>
      sectorContains(
        reference.sector,
        (x + 0.5 + (box?.x ?? 0) - origin[0]) / scale,
        (y + 0.5 + (box?.y ?? 0) - origin[1]) / scale,
      ),
    );
    const weightInside = inside.reduce((sum, { weight }) => sum + weight, 0);
    expect(weightInside / heat.weight).toBeGreaterThan(0.97);

    await zoomAndPan(page, 1.4, [60, -30]);
    const zoomed = await heatAt('saliency-zoomed');
    const centreZoomed = await centreInImage(zoomed);
    const networkPixel =
      pixelMap(reference.sector, 100).toImage(1, 0).x -
      pixelMap(reference.sector, 100).toImage(0, 0).x;
    expect(Math.hypot(centreZoomed[0] - centre[0], centreZoomed[1] - centre[1])).toBeLessThan(
      6 * networkPixel,
    );
    expect(
      Math.hypot(zoomed.centroid[0] - heat.centroid[0], zoomed.centroid[1] - heat.centroid[1]),
    ).toBeGreaterThan(10);
  }, 240_000);

  it('raises no uncaught error in the viewer', () => {
    expect(consoleErrors).toEqual([]);
  });
});
