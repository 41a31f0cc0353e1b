import type { Page } from '@playwright/test';
import { nodeEngine } from '@echonet/engine/node';
import { simulateCine } from '@echonet/phantom';
import { structureNames } from '@echonet/phantom/structures';
import { fieldsOfLabels, isMeasured, measureFrame } from '@echonet/models/measures';
import { modelFiles } from '@echonet/models/testing';
import { openPage } from '../support/browser';
import { phantomClip, phantomOf } from '../support/clips';
import { openContours } from '../support/echonet-panel';
import { expect, test } from '../support/fixtures';
import {
  acceptMeasured,
  countListedAnnotations,
  deleteListedContour,
  downloadHostReport,
  listedContours,
  openEchoNetPanel,
  openHostMeasurements,
} from '../support/host-measurements';
import {
  changeView,
  framesShownDuring,
  imageToPage,
  playHostCine,
  showFrame,
  shownFrame,
} from '../support/ohif-page';
import { readScreenshot } from '../support/saliency-canvas';
import { segmentInNode } from '../support/segment-in-node';
import { bundledSegmentation, serveModels } from '../support/serve-models';

/** A patient whose LV the bundled segmentation model outlines within 2 mm, over two heartbeats. */
const seed = 13;
const frameCount = 48;

test.use({ clips: async ({}, use) => use([await phantomClip(seed, { frameCount })]) });

const lvColour = [0x56, 0xb4, 0xe9];

type Point = readonly [x: number, y: number];

test.describe('contours that the reader edits', () => {
  test.describe.configure({ mode: 'serial' });

  let page: Page;
  let [edFrame, esFrame] = [-1, -1];

  test.beforeAll(async ({ browser, viewer, clips: [{ StudyInstanceUID }] }) => {
    page = await openPage(browser);
    await serveModels(page, { reading: modelFiles(), segmentation: bundledSegmentation });
    await openContours(page, viewer.url, StudyInstanceUID);
    await showFrame(page, 0);
    await page.keyboard.press('Shift+D');
    await expect.poll(() => shownFrame(page)).toBeGreaterThan(0);
    edFrame = await shownFrame(page);
    await page.keyboard.press('Shift+S');
    await expect.poll(() => shownFrame(page)).toBeGreaterThan(edFrame);
    esFrame = await shownFrame(page);
  });

  const valueOf = async (id: string) =>
    Number(await page.locator(`[data-measure="${id}"][data-unit]`).getAttribute('data-value'));
  const editedMark = (id: string) =>
    page.locator(`[data-measure="${id}"][data-unit]`).getByTestId('echonet-edited');
  const values = async () => Promise.all(['EDV', 'ESV', 'EF', 'MAPSE'].map(valueOf));
  const handle = (control: number) => page.locator(`[data-control="${control}"]`);
  const centreOf = async (control: number): Promise<Point> => {
    const box = (await handle(control).boundingBox())!;
    return [box.x + box.width / 2, box.y + box.height / 2];
  };
  const drag = async (control: number, [right, down]: Point) => {
    const [x, y] = await centreOf(control);
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + right / 2, y + down / 2);
    await page.mouse.move(x + right, y + down);
    await page.mouse.up();
  };

  test('are measured as the same pixels are in Node', async ({ clips: [clip] }) => {
    const createNetwork = await nodeEngine({ threads: 1 });
    const { findings } = await segmentInNode(page, clip, bundledSegmentation, createNetwork);
    for (const id of ['EDV', 'ESV', 'EF'] as const) {
      expect((await valueOf(id)) / findings.values[id]!.value).toBeCloseTo(1, 2);
    }
  });

  test('lie within 3 mm of the true LV after zoom and rotation', async ({
    clips: [{ header }],
  }) => {
    const mmPerPixel = 10 * header.SequenceOfUltrasoundRegions[0].PhysicalDeltaX!;
    await changeView(page, { zoom: 1.2, rotation: 90, pan: [30, -20] });
    for (const frame of [edFrame, esFrame]) {
      await showFrame(page, frame);
      const truth = await imageToPage(page, trueOutline(frame));
      // The host has a frame and texts of the same colour.
      const drawn = (await pixelsOf(lvColour)).filter((point) => isAround(truth, point));
      expect(drawn.length).toBeGreaterThan(400);
      const [origin, right] = await imageToPage(page, [
        [0, 0],
        [1, 0],
      ]);
      const mmPerPagePixel = mmPerPixel / Math.hypot(right[0] - origin[0], right[1] - origin[1]);
      const away = drawn.map(
        ([x, y]) => mmPerPagePixel * Math.min(...truth.map((p) => Math.hypot(p[0] - x, p[1] - y))),
      );
      expect(away.reduce((sum, mm) => sum + mm, 0) / away.length).toBeLessThan(3);
    }
    await changeView(page, 'reset');
  });

  /** Points on the page that the viewport shows in a colour. */
  const pixelsOf = async (colour: readonly number[]): Promise<Point[]> => {
    const viewport = page.locator('.cornerstone-viewport-element').first();
    const box = (await viewport.boundingBox())!;
    const { width, height, rgb } = await readScreenshot(await viewport.screenshot());
    const points: Point[] = [];
    for (let i = 0; i < width * height; i++) {
      if (colour.every((value, channel) => Math.abs(rgb[3 * i + channel] - value) < 30)) {
        points.push([box.x + (i % width) + 0.5, box.y + Math.floor(i / width) + 0.5]);
      }
    }
    return points;
  };

  test('change the numbers as soon as a point is let go, and these say so', async () => {
    await showFrame(page, edFrame);
    const before = await values();
    await expect(editedMark('EDV')).toHaveCount(0);
    await page.keyboard.press('Shift+T');
    await expect(handle(5)).toBeFocused();
    const [x, y] = await centreOf(3);
    await drag(3, [-24, 0]);
    await expect.poll(() => valueOf('EDV')).toBeGreaterThan(1.01 * before[0]);
    const [, esv, ef] = await values();
    expect(esv).toBe(before[1]);
    expect(ef).toBeGreaterThan(before[2]);
    await expect(editedMark('EDV')).toHaveCount(1);
    await expect(editedMark('EF')).toHaveCount(1);
    await expect(editedMark('ESV')).toHaveCount(0);
    const [movedX, movedY] = await centreOf(3);
    expect(Math.hypot(movedX - x + 24, movedY - y)).toBeLessThan(1);
    // The line runs through the point.
    const line = await pixelsOf(lvColour);
    expect(Math.min(...line.map((p) => Math.hypot(p[0] - movedX, p[1] - movedY)))).toBeLessThan(8);
    await expect(page.getByTestId('echonet-contour-changes')).toContainText('1 contour edited');
  });

  test("are undone and done again by the viewer's keys", async () => {
    const changed = await values();
    await page.keyboard.press('Control+Z');
    await expect(editedMark('EF')).toHaveCount(0);
    const plain = await values();
    expect(plain[2]).toBeLessThan(changed[2]);
    await page.keyboard.press('Control+Y');
    await expect.poll(values).toEqual(changed);
    await page.keyboard.press('Control+Z');
    await expect.poll(values).toEqual(plain);
  });

  test('move by keys as the screen lies, under rotation too, until Escape', async () => {
    await changeView(page, { rotation: 90 });
    const before = await values();
    const [x, y] = await centreOf(5);
    await handle(5).focus();
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Shift+ArrowRight');
    await expect.poll(values).not.toEqual(before);
    const moved = async () => {
      const [movedX, movedY] = await centreOf(5);
      return [movedX - x, movedY - y].map(Math.round);
    };
    await expect.poll(moved).toEqual([10, 0]);
    await page.keyboard.press('Tab');
    await expect(handle(6)).toBeFocused();
    expect(await shownFrame(page)).toBe(edFrame);
    await page.keyboard.press('Escape');
    await expect(handle(5)).toHaveCount(0);
    await page.getByTestId('echonet-reset-clip').click();
    await expect.poll(values).toEqual(before);
    await changeView(page, 'reset');
  });

  test('leave the viewport to its own tools beside the points', async () => {
    await page.getByTestId('echonet-edit-contour').click();
    await expect(handle(5)).toBeVisible();
    const viewport = page.locator('.cornerstone-viewport-element').first();
    const { x, y, width, height } = (await viewport.boundingBox())!;
    await page.mouse.move(x + width / 2, y + height - 150);
    await page.mouse.wheel(0, 100);
    await expect.poll(() => shownFrame(page)).toBe(edFrame + 1);
    await page.getByTestId('echonet-edit-done').click();
    await expect(handle(5)).toHaveCount(0);
  });

  test('follow ED and ES that the reader moves, and the beats that are chosen', async () => {
    const before = await values();
    await showFrame(page, esFrame - 2);
    await page.keyboard.press('Shift+K');
    await expect.poll(() => valueOf('ESV')).toBeGreaterThan(before[1]);
    await expect(page.locator(`.echonet-frame-mark[data-frame="${esFrame - 2}"]`)).toHaveCount(1);
    await page.getByTestId('echonet-reset-clip').click();
    await expect.poll(values).toEqual(before);
    const beats = page.getByTestId('echonet-beat-choice').getByRole('button');
    await expect(beats).toHaveCount(3);
    await beats.nth(1).click();
    const [text] = /\d+(?= %)/.exec((await beats.nth(1).textContent()) ?? '') ?? [];
    await expect.poll(async () => Math.round(await valueOf('EF'))).toBe(Number(text));
    await beats.nth(2).click();
    await expect.poll(values).toEqual(before);
  });

  test('follow a mark that is dragged on the curve, also where the line of the frame lies on it', async () => {
    const before = await values();
    await showFrame(page, esFrame);
    const mark = page.locator(`.echonet-curve-mark[data-frame="${esFrame}"] circle`).last();
    await mark.scrollIntoViewIfNeeded();
    const { x, y, width, height } = (await mark.boundingBox())!;
    await page.mouse.move(x + width / 2, y + height / 2);
    await page.mouse.down();
    await page.mouse.move(x + width / 2 - 15, y + height / 2, { steps: 3 });
    await page.mouse.up();
    await expect.poll(() => valueOf('ESV')).toBeGreaterThan(before[1]);
    await page.getByTestId('echonet-reset-clip').click();
    await expect.poll(values).toEqual(before);
  });

  test('leave the curve in its place while the cine goes on', async () => {
    const curve = page.getByTestId('echonet-volume-curve');
    const tops = new Set<number>();
    for (let frame = 0; frame < 4; frame++) {
      await showFrame(page, frame);
      tops.add((await curve.boundingBox())!.y);
    }
    expect(tops.size).toBe(1);
  });

  test('of the atrium change its volume and nothing else', async () => {
    const before = await values();
    const atrium = await valueOf('LAVolume');
    await showFrame(page, esFrame);
    await page.getByTestId('echonet-edit-contour').click();
    await page.getByTestId('echonet-edit-LA').click();
    await expect(handle(5)).toHaveAttribute('aria-label', /^LA contour: roof/);
    // Down to where the bar lies beside the points of the LV.
    await changeView(page, { pan: [0, 80] });
    expect(await page.locator('.echonet-control-point').evaluateAll(covered)).toEqual([]);
    await changeView(page, 'reset');
    await drag(2, [-20, 0]);
    await expect(editedMark('LAVolume')).toHaveCount(1);
    expect(await valueOf('LAVolume')).toBeGreaterThan(atrium);
    expect(await values()).toEqual(before);
    await page.getByTestId('echonet-edit-LV').click();
    await expect(handle(5)).toHaveAttribute('aria-label', /^LV contour: apex/);
    await page.getByTestId('echonet-edit-done').click();
    await page.getByTestId('echonet-reset-clip').click();
    await expect.poll(() => valueOf('LAVolume')).toBe(atrium);
  });

  test("are in the viewer's list of measurements once accepted, and found from there", async () => {
    await acceptMeasured(page, 'EF');
    await openHostMeasurements(page);
    await expect(listedContours(page)).toHaveText([
      'EchoNet: LV contour, ED',
      'EchoNet: LV contour, ES',
    ]);
    await expect(page.getByText('Accepted: EF').first()).toBeVisible();
    const places = await page.getByText(/^Clip 1, frame \d+$/).allTextContents();
    const [ed, es] = places.map((place) => Number(/\d+$/.exec(place)?.[0]) - 1);
    await listedContours(page).nth(1).click();
    await expect.poll(() => shownFrame(page)).toBe(es);
    await listedContours(page).first().click();
    await expect.poll(() => shownFrame(page)).toBe(ed);
    await expect(page.locator('canvas[data-contour-frame]')).toHaveAttribute(
      'data-contour-frame',
      String(ed),
    );
  });

  test('stop a playing cine that the viewer jumps from, at their frame', async () => {
    const place = await page
      .getByText(/^Clip 1, frame \d+$/)
      .first()
      .textContent();
    const ed = Number(/\d+$/.exec(place ?? '')?.[0]) - 1;
    for (let round = 0; round < 3; round++) {
      await playHostCine(page, 30);
      await expect.poll(() => framesShownDuring(page, 300)).toBeGreaterThan(1);
      await listedContours(page).first().click();
      await expect.poll(() => shownFrame(page)).toBe(ed);
      expect(await framesShownDuring(page, 300)).toBeLessThanOrEqual(1);
      expect(await shownFrame(page)).toBe(ed);
    }
  });

  test("are never stored by the viewer as the user's own measurements", async () => {
    expect(await countListedAnnotations(page)).toBe(0);
    expect(await downloadHostReport(page)).toBeDefined();
  });

  test('leave that list when their acceptance is taken back, not when a row is deleted', async () => {
    await deleteListedContour(page);
    await expect(page.getByText(/take the acceptance back in the EchoNet panel/)).toBeVisible();
    await expect(listedContours(page)).toHaveCount(2);
    await openEchoNetPanel(page);
    await acceptMeasured(page, 'EF');
    await openHostMeasurements(page);
    await expect(listedContours(page)).toHaveCount(0);
  });
});

/** Control points whose centre something else lies over. */
function covered(points: readonly Element[]): (string | null)[] {
  return points
    .filter((point) => {
      const { x, y, width, height } = point.getBoundingClientRect();
      const top = document.elementFromPoint(x + width / 2, y + height / 2);
      return top?.closest('.echonet-control-point') === null;
    })
    .map((point) => point.getAttribute('aria-label'));
}

/** Whether a point lies in the box around an outline, or a quarter as far beside it as the box is wide. */
function isAround(outline: readonly Point[], point: Point): boolean {
  return [0, 1].every((axis) => {
    const values = outline.map((one) => one[axis]);
    const [least, most] = [Math.min(...values), Math.max(...values)];
    const beside = (most - least) / 4;
    return point[axis] > least - beside && point[axis] < most + beside;
  });
}

/** The border of the LV in the simulated patient, image pixels. */
function trueOutline(frame: number): [number, number][] {
  // Structures are known at any time; only the first image is simulated.
  const clip = phantomOf(seed, { frameCount: 1 });
  const { Rows, Columns } = clip.format;
  const points = {
    x: Float32Array.from({ length: Rows * Columns }, (_, i) => (i % Columns) + 0.5),
    y: Float32Array.from({ length: Rows * Columns }, (_, i) => Math.floor(i / Columns) + 0.5),
    spacing: 1,
  };
  const lv = structureNames.indexOf('LV');
  const labels = simulateCine(clip)
    .structures(frame, points)
    .map((code) => (code === lv ? 1 : 0));
  const reading = measureFrame(fieldsOfLabels(labels, Columns, Rows));
  return isMeasured(reading) ? (reading.contours.LV?.outline ?? []).map(({ x, y }) => [x, y]) : [];
}
