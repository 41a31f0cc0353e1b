import type { Page } from '@playwright/test';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { createTensorNetwork, type ClipFindings, type SegmentedFrame } from '@echonet/models';
import { isMeasured } from '@echonet/models/measures';
import { modelFiles, readerOf, segmentationModelFiles } from '@echonet/models/testing';
import { openPage } from '../support/browser';
import { phantomClip, type StoredClip } from '../support/clips';
import { openEchoNet, openTab, runClip } from '../support/echonet-panel';
import { expect, test } from '../support/fixtures';
import { changeView, imageToPage, showFrame, shownFrame } from '../support/ohif-page';
import { readScreenshot } from '../support/saliency-canvas';
import { segmentInNode } from '../support/segment-in-node';
import { serveModels, useSmallNetwork } from '../support/serve-models';

test.use({ clips: async ({}, use) => use([await smallClip()]) });

/** A clip of half its scale: what a network with random weights outlines is then no larger than a heart. */
async function smallClip(): Promise<StoredClip> {
  const { header } = await phantomClip(12);
  const halved = header.SequenceOfUltrasoundRegions.map((region) => ({
    ...region,
    PhysicalDeltaX: region.PhysicalDeltaX! / 2,
    PhysicalDeltaY: region.PhysicalDeltaY! / 2,
  }));
  return phantomClip(12, { more: { SequenceOfUltrasoundRegions: halved } });
}

/** Random weights with which the network finds something in every frame of the clip. */
const segmentation = segmentationModelFiles(14);

/** Of the LV's contour, and of the annulus, which is drawn over it. */
const lineColours = [
  [0x56, 0xb4, 0xe9],
  [0xf0, 0xe4, 0x42],
];

test.describe('contours on the clip', () => {
  test.describe.configure({ mode: 'serial' });

  let page: Page;
  /** Computed in Node from the frames that the viewer decodes. */
  let frames: SegmentedFrame[];
  let findings: ClipFindings;

  test.beforeAll(async ({ browser, viewer, clips: [clip] }) => {
    page = await openPage(browser);
    await serveModels(page, { reading: modelFiles(), segmentation });
    await openEchoNet(page, viewer.url, clip.StudyInstanceUID);
    await runClip(page);
    await tf.setBackend('wasm');
    ({ frames, findings } = await segmentInNode(
      page,
      clip,
      readerOf(segmentation),
      createTensorNetwork,
    ));
  });

  /** Share of the points of a frame's LV contour at which the screen shows a line of contours. */
  const shareDrawn = async (frame: number): Promise<number> => {
    const { reading } = frames[frame];
    const outline = (isMeasured(reading) && reading.contours.LV?.outline) || [];
    const viewport = page.locator('.cornerstone-viewport-element').first();
    const box = (await viewport.boundingBox())!;
    const shot = await readScreenshot(await viewport.screenshot());
    const onPage = await imageToPage(
      page,
      outline.map((point) => [point.x, point.y]),
    );
    const inView = onPage
      .map(([x, y]) => [Math.floor(x - box.x), Math.floor(y - box.y)])
      .filter(([x, y]) => x > 1 && y > 1 && x < shot.width - 2 && y < shot.height - 2);
    expect(inView.length).toBeGreaterThan(outline.length / 4);
    const hasLineColour = (column: number, row: number) => {
      const at = 3 * (row * shot.width + column);
      return lineColours.some((colour) =>
        colour.every((value, channel) => Math.abs(shot.rgb[at + channel] - value) < 60),
      );
    };
    const drawn = inView.filter(([x, y]) =>
      [-1, 0, 1].some((down) => [-1, 0, 1].some((across) => hasLineColour(x + across, y + down))),
    );
    return drawn.length / inView.length;
  };

  for (const [name, view] of [
    ['as it is', {}],
    ['under zoom and pan', { zoom: 1.25, pan: [40, -25] as [number, number] }],
    ['flipped', { flipHorizontal: true }],
    ['rotated', { rotation: 90 }],
  ] as const) {
    test(`lie where the network sees the LV: ${name}`, async () => {
      await changeView(page, view);
      for (const frame of [3, 11]) {
        await showFrame(page, frame);
        await expect(page.locator('[data-contour-frame]')).toHaveAttribute(
          'data-contour-frame',
          String(frame),
        );
        expect(await shareDrawn(frame)).toBeGreaterThan(0.9);
      }
      await changeView(page, 'reset');
    });
  }

  test('go and come back with a key', async () => {
    await showFrame(page, 3);
    await page.keyboard.press('Shift+C');
    await expect(page.locator('[data-contour-frame]')).toHaveCount(0);
    await page.waitForTimeout(300);
    expect(await shareDrawn(3)).toBeLessThan(0.1);
    await page.keyboard.press('Shift+C');
    await expect(page.locator('[data-contour-frame]')).toHaveCount(1);
  });

  test('give no values where they show what no heart has, and the reason', async () => {
    expect(findings.judgement.grade).toBe('poor');
    await expect(page.getByTestId('echonet-contour-notes')).toContainText(
      'contours not credible (LV cut off by the edge of the sector)',
    );
    await expect(page.locator('[data-measure]')).toHaveCount(0);
  });

  test('lead to ED and ES by key, and to any frame by the volume curve', async () => {
    const { beats } = findings;
    const { edFrame, esFrame } =
      beats.kind === 'whole beats' ? beats.beats[0] : { edFrame: -1, esFrame: -1 };
    await showFrame(page, edFrame);
    await page.keyboard.press('Shift+S');
    await expect.poll(() => shownFrame(page)).toBe(esFrame);
    await openTab(page, 'contours');
    const curve = page.getByTestId('echonet-volume-curve');
    await expect(curve).toHaveAttribute('aria-valuenow', String(esFrame + 1));
    await curve.scrollIntoViewIfNeeded();
    const { width, height } = (await curve.boundingBox())!;
    await curve.click({ position: { x: width - 2, y: height / 2 } });
    await expect.poll(() => shownFrame(page)).toBe(frames.length - 1);
    await curve.press('Home');
    await expect.poll(() => shownFrame(page)).toBe(0);
  });
});

test('without a segmentation model one line is left, and no button', async ({
  page,
  viewer,
  clips: [{ StudyInstanceUID }],
}) => {
  await useSmallNetwork(page, 'wasm');
  await openEchoNet(page, viewer.url, StudyInstanceUID);
  await runClip(page);
  await expect(page.getByTestId('echonet-no-contours')).toHaveCount(1);
  await expect(page.getByTestId('echonet-contours')).toHaveCount(0);
  await expect(page.locator('[data-contour-frame]')).toHaveCount(0);
});
