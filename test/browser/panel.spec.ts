import type { Page } from '@playwright/test';
import { axeViolations } from '../support/axe';
import { openPage } from '../support/browser';
import { phantomStudy } from '../support/clips';
import { configure } from '../support/configure';
import {
  drawnOverlays,
  openEchoNet,
  runClip,
  shownFrameIndices,
  shownResults,
  toggleSaliency,
  listClips,
  openResult,
  openTab,
  cutOffWords,
  screensOf,
  smallestType,
} from '../support/echonet-panel';
import { expect, test } from '../support/fixtures';
import { chooseLayout, openPreferences, shownFrame } from '../support/ohif-page';
import { saveScreenshot } from '../support/screenshot';

test.use({
  clips: async ({}, use) =>
    use(
      await phantomStudy(7, [
        { seriesDescription: 'PLAX simulated', view: 'PLAX', frameCount: 40 },
        { seriesDescription: 'A4C simulated', frameCount: 40 },
        { seriesDescription: 'A4C simulated, again', frameCount: 20 },
        {
          seriesDescription: 'A4C colour',
          frameCount: 20,
          more: { ImageType: ['DERIVED', 'PRIMARY', 'TTE', '0011'] },
        },
        { seriesDescription: 'A4C still', frameCount: 1 },
      ]),
    ),
});

/** Of the results on a small and a large screen, and in the colours of the operating system. */
async function takeOtherScreens(page: Page): Promise<void> {
  for (const [width, height] of [
    [1024, 700],
    [1920, 1080],
  ]) {
    await page.setViewportSize({ width, height });
    expect([width, ...(await cutOffWords(page))]).toEqual([width]);
    await saveScreenshot(page, `panel-${width}`);
  }
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.emulateMedia({ forcedColors: 'active' });
  await saveScreenshot(page, 'panel-forced-colours');
  await page.emulateMedia({ forcedColors: 'none' });
}

test.describe('the panel in a reading room', () => {
  test.describe.configure({ mode: 'serial' });

  let page: Page;
  const pageErrors: string[] = [];

  test.beforeAll(async ({ browser, viewer, clips }) => {
    page = await openPage(browser);
    page.on('pageerror', (error) => pageErrors.push(error.message));
    await openEchoNet(page, viewer.url, clips[0].StudyInstanceUID);
  });

  const row = (name: string) => page.getByRole('listitem').filter({ hasText: name });

  test('shows each clip with its image, and suggests the four-chamber view', async () => {
    await expect(page.getByTestId('echonet-clip')).toHaveCount(5);
    await expect(
      page.locator('[data-testid="echonet-thumbnail"][data-state="shown"]').nth(3),
    ).toBeVisible();
    const ticked = page.getByRole('checkbox', { checked: true });
    await expect(ticked).toHaveCount(1);
    await expect(ticked).toHaveAttribute('aria-label', /A4C simulated/);
    await expect(page.getByRole('checkbox', { disabled: true })).toHaveCount(2);
    await expect(page.getByTestId('echonet-run')).toContainText('A4C simulated', {
      useInnerText: true,
    });
    expect(await axeViolations(page, '[data-testid="echonet-panel"]')).toEqual([]);
  });

  test('shows the results with scales, and axe finds no violation', async () => {
    const results = await runClip(page);
    expect(results.map(({ task }) => task)).toEqual(
      expect.arrayContaining(['EF', 'EDV', 'ESV', 'lead']),
    );
    await saveScreenshot(page, 'panel-results');
    // Nothing is folded away on a simulated clip.
    expect(await screensOf(page)).toBeLessThanOrEqual(1);
    expect(await cutOffWords(page)).toEqual([]);
    expect(await smallestType(page)).toBeGreaterThanOrEqual(11);
    // The host has no heart: its icon is cut to one.
    const icon = page.locator('[data-cy="echonet-btn"] svg');
    await expect(icon).toHaveCSS('clip-path', /^path\(/);
    await takeOtherScreens(page);
    expect(await axeViolations(page, '[data-testid="echonet-panel"]')).toEqual([]);
    for (const task of ['EF', 'EDV', 'RADimension']) {
      const row = await openResult(page, task);
      await expect(row.getByTestId('echonet-reference')).toBeVisible();
    }
    await expect(page.getByTestId('echonet-ef-from-volumes')).toContainText(/\d+ %/, {
      useInnerText: true,
    });
    await saveScreenshot(page, 'panel-details');
    expect(await axeViolations(page, '[data-testid="echonet-panel"]')).toEqual([]);
  });

  test('shows the frame of a point of the sparkline, by mouse and by keyboard', async () => {
    const sparkline = page.getByTestId('echonet-sparkline').first();
    await sparkline.scrollIntoViewIfNeeded();
    const box = (await sparkline.boundingBox())!;
    await page.mouse.click(box.x + box.width - 2, box.y + box.height / 2);
    const frames = await shownFrameIndices(page);
    await expect.poll(() => shownFrame(page)).toBe(frames.at(-1));
    await sparkline.press('ArrowLeft');
    await expect.poll(() => shownFrame(page)).toBe(frames.at(-2));
  });

  test('pools the ticked clips, and shows the value of each', async () => {
    await listClips(page);
    await row('A4C simulated, again').getByRole('checkbox').press('Space');
    await page.getByTestId('echonet-run').press('Enter');
    const pooled = await shownResults(page);
    const first = await openResult(page, pooled[0].task);
    const own = await first
      .getByTestId('echonet-clip-value')
      .evaluateAll((nodes) => nodes.map((node) => Number((node as HTMLElement).dataset.clipValue)));
    expect(own).toHaveLength(2);
    expect(pooled[0].value).toBeCloseTo((own[0] + own[1]) / 2, 9);
    await page.getByTestId('echonet-clips-toggle').click();
    await saveScreenshot(page, 'panel-pooled');
    expect(await axeViolations(page, '[data-testid="echonet-panel"]')).toEqual([]);
  });

  test('analyses the whole study into one table, whose values lead to their clips', async () => {
    await listClips(page);
    await page.getByTestId('echonet-study-analyse').click();
    const table = page.getByTestId('echonet-study-table');
    await expect(page.getByTestId('echonet-study-clips')).toContainText(/2 averaged, 3 left out/i, {
      useInnerText: true,
      timeout: 120_000,
    });
    await openTab(page, 'results');
    await expect(table).toBeVisible();
    await saveScreenshot(page, 'panel-study');
    const ef = table.locator('[data-finding="EF"]').last();
    const own = await ef
      .getByTestId('echonet-study-value')
      .evaluateAll((nodes) => nodes.map((node) => Number((node as HTMLElement).dataset.clipValue)));
    expect(own).toHaveLength(2);
    expect(Number(await ef.getAttribute('data-value'))).toBeCloseTo((own[0] + own[1]) / 2, 9);
    await ef.getByTestId('echonet-study-value').last().click();
    await expect(table.locator('.echonet-study-clip[aria-pressed="true"]')).toHaveText('2');
    await ef.getByTestId('echonet-study-value').first().click();
    expect(await axeViolations(page, '[data-testid="echonet-panel"]')).toEqual([]);
  });

  test('has nothing in any section that axe finds', async () => {
    for (const tab of ['contours', 'saliency', 'occlusion', 'report', 'models'] as const) {
      if ((await page.getByTestId(`echonet-tab-${tab}`).count()) > 0) {
        await openTab(page, tab);
        expect([tab, ...(await axeViolations(page, '[data-testid="echonet-panel"]'))]).toEqual([
          tab,
        ]);
      }
    }
    await saveScreenshot(page, 'panel-models');
  });

  test('has a bar in the viewport that needs no mouse', async () => {
    const buttonOf = (name: string) =>
      page.locator(`[data-cy="EchoNetViewport${name}-btn"]`).first();
    const [map, next] = [buttonOf('Saliency'), buttonOf('nextTask')];
    await page.mouse.move(1, 1);
    await expect(map).toBeInViewport({ ratio: 1 });
    await map.focus();
    await page.keyboard.press('Enter');
    const toggle = page.getByTestId('echonet-saliency-toggle');
    await expect(toggle).toHaveAttribute('aria-pressed', 'true');
    await expect(next).toBeInViewport({ ratio: 1 });
    await map.focus();
    await page.keyboard.press('Tab');
    await expect(next).toBeFocused();
    await saveScreenshot(page, 'panel-viewport-bar');
    await map.press('Enter');
    await expect(toggle).toHaveAttribute('aria-pressed', 'false');
    await expect(next).toBeHidden();
  });

  test('shows the model card one click away from the results', async () => {
    await openTab(page, 'models');
    expect(await axeViolations(page, '[data-testid="echonet-panel"]')).toEqual([]);
    await page.getByTestId('echonet-model-open').click();
    await expect(page.getByTestId('echonet-model')).toContainText(
      /Intended use[^]*Trained on[^]*test accuracy/,
      { useInnerText: true },
    );
    await saveScreenshot(page, 'panel-model');
    expect(await axeViolations(page, '.echonet-dialog[open]')).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByTestId('echonet-models-open').click();
    expect(await axeViolations(page, '[data-testid="echonet-panel"]')).toEqual([]);
    await openTab(page, 'report');
    await page.getByTestId('echonet-store-report').click();
    expect(await axeViolations(page, '.echonet-dialog[open]')).toEqual([]);
    await page.keyboard.press('Escape');
  });

  test('works in a grid of two by two, with saliency over every clip that was read', async () => {
    await chooseLayout(page, 2, 2);
    await expect(page.getByTestId('echonet-overlay-canvas')).toHaveCount(4);
    await toggleSaliency(page);
    const drawn = drawnOverlays(page);
    await drawn.nth(1).waitFor({ timeout: 120_000 });
    await expect(page.getByTestId('echonet-saliency-progress')).toBeHidden({ timeout: 120_000 });
    await saveScreenshot(page, 'panel-two-by-two');
    const sizes = await drawn.evaluateAll((nodes) =>
      nodes.map((node) => {
        const { width, height } = (node as HTMLCanvasElement).getBoundingClientRect();
        return [width, height];
      }),
    );
    // None is larger than a viewport of the grid.
    expect(sizes).toHaveLength(2);
    for (const [width, height] of sizes) {
      expect(width * height).toBeLessThan((1280 * 720) / 4);
    }
    await page.getByTestId('echonet-saliency-layout').selectOption('sideBySide');
    await page.waitForTimeout(500);
    expect(await axeViolations(page, '[data-testid="echonet-panel"]')).toEqual([]);
    await openTab(page, 'results');
    const clipped = await page
      .getByTestId('echonet-result')
      .evaluateAll((nodes) =>
        nodes.filter((node) => node.scrollWidth > node.clientWidth + 1).map((n) => n.textContent),
      );
    expect(clipped).toEqual([]);
    await openTab(page, 'saliency');
    await page.getByTestId('echonet-saliency-layout').selectOption('overlay');
    await toggleSaliency(page);
    await chooseLayout(page, 1, 1);
  });

  test("uses the reader's own hotkeys from the viewer's preferences", async () => {
    const preferences = await openPreferences(page);
    const text = await preferences.innerText();
    for (const name of [
      'Analyse clip',
      'Cancel analysis',
      'Next suitable clip',
      'Attention map more opaque',
    ]) {
      expect(text).toContain(name);
    }
    const field = preferences
      .locator('div', { has: page.locator('> label', { hasText: 'Attention map on/off' }) })
      .last()
      .locator('input');
    await field.click();
    await page.keyboard.press('Shift+Y');
    await expect(field).toHaveValue('Shift+Y');
    await field.scrollIntoViewIfNeeded();
    await saveScreenshot(page, 'panel-preferences');
    await preferences.getByRole('button', { name: 'Save' }).click();
    await expect(preferences).toBeHidden();
    await page.locator('.cornerstone-viewport-element').first().hover();
    const toggle = page.getByTestId('echonet-saliency-toggle');
    await page.keyboard.press('Shift+E');
    await expect(toggle).toHaveAttribute('aria-pressed', 'false');
    await page.keyboard.press('Shift+Y');
    await expect(page.getByText('Shift+Y', { exact: true })).toBeVisible();
    await expect(toggle).toHaveAttribute('aria-pressed', 'true');
    await page.keyboard.press('Shift+Y');
  });

  test('shows a notification of a run that a hotkey started, since the panel can be closed', async () => {
    await page.keyboard.press('Shift+R');
    await expect(page.getByText('Analysis running …')).toBeVisible();
    await expect(page.getByText('Analysis finished')).toBeVisible({
      timeout: 60_000,
    });
  });

  test('runs automatically where configured, and in German with a German language setting', async ({
    viewer,
    clips,
  }) => {
    // OHIF prefers the language of its cookie.
    await page.context().clearCookies();
    await page.evaluate(() => localStorage.setItem('i18nextLng', 'de'));
    await configure(page, { autoRun: true });
    await openEchoNet(page, viewer.url, clips[0].StudyInstanceUID);
    const results = await shownResults(page);
    expect(results.map(({ text }) => text).join()).toContain('Ejektionsfraktion');
    expect(await cutOffWords(page)).toEqual([]);
    await saveScreenshot(page, 'panel-german');
    expect(await axeViolations(page, '[data-testid="echonet-panel"]')).toEqual([]);
    await page.locator('[data-cy="EchoNetSaliency"]').first().hover();
    await expect(page.getByText('Aufmerksamkeitskarte ein/aus').first()).toBeVisible();
  });

  test('meets no uncaught error', () => {
    expect(pageErrors).toEqual([]);
  });
});
