import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { locateSector, sectorContains, toFramePixels, type Sector } from '@echonet/models';
import type { Page } from 'playwright-core';
import { openPage, saveScreenshot } from '../support/browser';
import { element, openEchoNet, runClip, shownFrameIndices } from '../support/echonet-page';
import {
  changeBetween,
  correlation,
  readScreenshot,
  type Screenshot,
} from '../support/saliency-canvas';
import { changeView, imageToPage, readHostFrames, showFrame } from '../support/ohif-page';
import { a4cClip, type StoredClip } from '../support/study';
import { openWorkplace, type Workplace } from '../support/workplace';

describe('the saliency overlay', () => {
  let workplace: Workplace;
  let clip: StoredClip;
  let page: Page;
  let sector: Sector;
  let frame: number;
  /** Points of the image, in its pixels, at which heat is compared. */
  let points: [number, number][];
  let heatAtRest: (number | undefined)[];

  beforeAll(async () => {
    clip = await a4cClip();
    workplace = await openWorkplace('embedded', [clip]);
    page = await openPage(workplace.browser);
    await openEchoNet(page, workplace.url, clip.StudyInstanceUID);
    await runClip(page);
    const indices = await shownFrameIndices(page);
    frame = indices[0];
    const { header } = clip;
    const frames = (await readHostFrames(page, indices)).map((hostFrame) =>
      toFramePixels({
        ...hostFrame,
        PhotometricInterpretation: header.PhotometricInterpretation,
        BitsStored: header.BitsStored,
      }),
    );
    sector = locateSector(frames, header.SequenceOfUltrasoundRegions);
    points = Array.from({ length: 80 * 60 }, (_, i) => [
      ((i % 80) + 0.5) * (header.Columns / 80),
      (Math.floor(i / 80) + 0.5) * (header.Rows / 60),
    ]);
  }, 240_000);

  afterAll(() => workplace?.close());

  const viewport = () => page.locator('.cornerstone-viewport-element').first();

  const shoot = async (name: string): Promise<Screenshot> => {
    await saveScreenshot(page, `saliency-${name}`);
    return readScreenshot(await viewport().screenshot());
  };

  /** What the overlay adds to the screen at `points`, wherever the host shows them now. */
  const measureHeat = async (name: string): Promise<(number | undefined)[]> => {
    await showFrame(page, frame);
    const before = await shoot(`${name}-off`);
    await element(page, 'echonet-saliency-toggle').click();
    await page
      .locator('[data-testid="echonet-overlay-canvas"][data-frame-ready="true"]')
      .waitFor({ timeout: 120_000 });
    await page.waitForTimeout(500);
    const after = await shoot(`${name}-on`);
    const legend = await page.locator('.echonet-overlay-legend').first().boundingBox();
    const box = await viewport().boundingBox();
    if (!legend || !box) throw new Error('The overlay shows no colour bar.');
    await element(page, 'echonet-saliency-toggle').click();
    await page.waitForTimeout(300);
    const change = changeBetween(before, after, {
      ...legend,
      x: legend.x - box.x,
      y: legend.y - box.y,
    });
    const onPage = await imageToPage(page, points);
    return onPage.map(([x, y]) => change(x - box.x, y - box.y));
  };

  it('lays heat inside the scanning sector only', async () => {
    heatAtRest = await measureHeat('at-rest');
    let [inside, outside] = [0, 0];
    heatAtRest.forEach((heat = 0, i) => {
      if (sectorContains(sector, ...points[i])) inside += heat;
      else outside += heat;
    });
    expect(inside).toBeGreaterThan(5000);
    expect(outside / (inside + outside)).toBeLessThan(0.03);
  }, 180_000);

  it.each([
    ['zoom and pan', { zoom: 1.25, pan: [40, -25] as [number, number] }],
    ['a horizontal flip', { flipHorizontal: true }],
    ['a rotation', { rotation: 90 }],
  ])(
    'keeps heat on the same tissue under %s',
    async (name, change) => {
      await changeView(page, change);
      const heat = await measureHeat(name.replaceAll(' ', '-'));
      expect(correlation(heatAtRest, heat)).toBeGreaterThan(0.9);
      await changeView(page, 'reset');
    },
    180_000,
  );

  it('keeps heat on the same tissue when the window changes its size', async () => {
    await page.setViewportSize({ width: 1500, height: 900 });
    await page.waitForTimeout(1000);
    const heat = await measureHeat('resized');
    expect(correlation(heatAtRest, heat)).toBeGreaterThan(0.9);
  }, 180_000);

  it('changes with the frame on the screen', async () => {
    await page.setViewportSize({ width: 1280, height: 720 });
    await page.waitForTimeout(1000);
    frame = (await shownFrameIndices(page))[5];
    const heat = await measureHeat('another-frame');
    expect(correlation(heatAtRest, heat)).toBeLessThan(0.995);
  }, 180_000);
});
