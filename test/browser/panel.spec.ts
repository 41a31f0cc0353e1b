import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { axeViolations } from '../support/axe';
import { configure } from '../support/configure';
import { openPage, saveScreenshot } from '../support/browser';
import {
  element,
  openEchoNet,
  runClip,
  shownFrameIndices,
  shownResults,
} from '../support/echonet-page';
import { chooseLayout, openPreferences, shownFrame } from '../support/ohif-page';
import { phantomStudy } from '../support/phantom-study';
import type { StoredClip } from '../support/study';
import { openWorkplace, type Workplace } from '../support/workplace';

describe('the panel in a reading room', () => {
  let workplace: Workplace;
  let clips: StoredClip[];
  let page: Page;
  const pageErrors: string[] = [];

  beforeAll(async () => {
    clips = await phantomStudy(7, [
      { seriesDescription: 'PLAX simulated', view: 'PLAX', frameCount: 40 },
      { seriesDescription: 'A4C simulated', frameCount: 40 },
      { seriesDescription: 'A4C simulated, again', frameCount: 20 },
      {
        seriesDescription: 'A4C colour',
        frameCount: 20,
        more: { UltrasoundColorDataPresent: 1 },
      },
      { seriesDescription: 'A4C still', frameCount: 1 },
    ]);
    workplace = await openWorkplace('embedded', clips);
    page = await openPage(workplace.browser);
    page.on('pageerror', (error) => pageErrors.push(error.message));
    await openEchoNet(page, workplace.url, clips[0].StudyInstanceUID);
  }, 300_000);

  afterAll(() => workplace?.close());

  const showResults = () =>
    element(page, 'echonet-model-open').evaluate((node) => node.scrollIntoView());

  const row = (name: string) => page.getByRole('listitem').filter({ hasText: name });

  it('shows each clip with its image, and suggests the four-chamber view', async () => {
    await expect(element(page, 'echonet-clip').count()).resolves.toBe(5);
    await page
      .locator('[data-testid="echonet-thumbnail"][data-state="shown"]')
      .nth(3)
      .waitFor({ timeout: 20_000 });
    await saveScreenshot(page, 'panel-clips');
    const ticked = page.getByRole('checkbox', { checked: true });
    await expect(ticked.count()).resolves.toBe(1);
    await expect(ticked.getAttribute('aria-label')).resolves.toContain('A4C simulated');
    await expect(page.getByRole('checkbox', { disabled: true }).count()).resolves.toBe(2);
    await expect(element(page, 'echonet-run').innerText()).resolves.toContain('A4C simulated');
  });

  it('shows the results with scales, and nothing that axe objects to', async () => {
    const results = await runClip(page);
    expect(results.map(({ task }) => task)).toEqual(
      expect.arrayContaining(['EF', 'EDV', 'ESV', 'lead']),
    );
    await expect(element(page, 'echonet-ef-from-volumes').innerText()).resolves.toMatch(/\d+ %/);
    await expect(element(page, 'echonet-reference').count()).resolves.toBeGreaterThanOrEqual(3);
    await showResults();
    await saveScreenshot(page, 'panel-results');
    expect(await axeViolations(page, '[data-testid="echonet-panel"]')).toEqual([]);
  }, 120_000);

  it('takes the viewport to the frame of a point, by mouse and by keyboard', async () => {
    const sparkline = element(page, 'echonet-sparkline').first();
    await sparkline.scrollIntoViewIfNeeded();
    const box = (await sparkline.boundingBox())!;
    await page.mouse.click(box.x + box.width - 2, box.y + box.height / 2);
    await page.waitForTimeout(1500);
    const frames = await shownFrameIndices(page);
    expect(await shownFrame(page)).toBe(frames.at(-1));
    await sparkline.press('ArrowLeft');
    await page.waitForTimeout(500);
    expect(await shownFrame(page)).toBe(frames.at(-2));
    await saveScreenshot(page, 'panel-sparkline');
  });

  it('pools the clips that are ticked, and shows what each says', async () => {
    await row('A4C simulated, again').getByRole('checkbox').press('Space');
    await element(page, 'echonet-run').press('Enter');
    const pooled = await shownResults(page);
    const own = await element(page, 'echonet-result')
      .first()
      .getByTestId('echonet-clip-value')
      .evaluateAll((nodes) => nodes.map((node) => Number((node as HTMLElement).dataset.clipValue)));
    expect(own).toHaveLength(2);
    expect(pooled[0].value).toBeCloseTo((own[0] + own[1]) / 2, 9);
    await showResults();
    await saveScreenshot(page, 'panel-pooled');
    expect(await axeViolations(page, '[data-testid="echonet-panel"]')).toEqual([]);
  }, 120_000);

  it('says all of the model one click away from the results', async () => {
    await element(page, 'echonet-model-open').click();
    await expect(element(page, 'echonet-model').innerText()).resolves.toMatch(
      /Intended use[^]*Trained on[^]*held out/,
    );
    await saveScreenshot(page, 'panel-model');
    expect(await axeViolations(page, '.echonet-dialog[open]')).toEqual([]);
    await page.keyboard.press('Escape');
    await element(page, 'echonet-models-open').click();
    expect(await axeViolations(page, '.echonet-dialog[open]')).toEqual([]);
    await page.keyboard.press('Escape');
    await element(page, 'echonet-store-report').click();
    expect(await axeViolations(page, '.echonet-dialog[open]')).toEqual([]);
    await page.keyboard.press('Escape');
  }, 60_000);

  it('works in a grid of two by two, with saliency over every clip that was read', async () => {
    await chooseLayout(page, 2, 2);
    await expect(element(page, 'echonet-overlay-canvas').count()).resolves.toBe(4);
    await element(page, 'echonet-saliency-toggle').click();
    const drawn = page.locator('[data-testid="echonet-overlay-canvas"][data-frame-ready="true"]');
    await drawn.nth(1).waitFor({ timeout: 120_000 });
    await element(page, 'echonet-saliency-progress').waitFor({ state: 'hidden', timeout: 120_000 });
    await saveScreenshot(page, 'panel-two-by-two');
    const sizes = await drawn.evaluateAll((nodes) =>
      nodes.map((node) => {
        const { width, height } = (node as HTMLCanvasElement).getBoundingClientRect();
        return [width, height];
      }),
    );
    // Each lies over its own viewport and none beyond it.
    expect(sizes).toHaveLength(2);
    for (const [width, height] of sizes) expect(width * height).toBeLessThan((1280 * 720) / 4);
    await element(page, 'echonet-saliency-layout').selectOption('sideBySide');
    await page.waitForTimeout(500);
    await saveScreenshot(page, 'panel-two-by-two-beside');
    expect(await axeViolations(page, '[data-testid="echonet-panel"]')).toEqual([]);
    const clipped = await element(page, 'echonet-result').evaluateAll((nodes) =>
      nodes.filter((node) => node.scrollWidth > node.clientWidth + 1).map((n) => n.textContent),
    );
    expect(clipped).toEqual([]);
    await element(page, 'echonet-saliency-layout').selectOption('overlay');
    await element(page, 'echonet-saliency-toggle').click();
    await chooseLayout(page, 1, 1);
  }, 240_000);

  it("takes the reader's own keys from the viewer's preferences", async () => {
    const preferences = await openPreferences(page);
    const text = await preferences.innerText();
    for (const name of ['run', 'cancel the run', 'next clip', 'stronger saliency']) {
      expect(text).toContain(`EchoNet, ${name}`);
    }
    const field = preferences
      .locator('div', { has: page.locator('> label', { hasText: 'saliency on or off' }) })
      .last()
      .locator('input');
    await field.click();
    await page.keyboard.press('Shift+Y');
    await page.waitForFunction(
      (input) => (input as HTMLInputElement).value === 'Shift+Y',
      await field.elementHandle(),
    );
    await field.scrollIntoViewIfNeeded();
    await saveScreenshot(page, 'panel-preferences');
    await preferences.getByRole('button', { name: 'Save' }).click();
    await preferences.waitFor({ state: 'hidden' });
    await page.locator('.cornerstone-viewport-element').first().hover();
    const toggle = element(page, 'echonet-saliency-toggle');
    await page.keyboard.press('Shift+E');
    await expect(toggle.getAttribute('aria-pressed')).resolves.toBe('false');
    await page.keyboard.press('Shift+Y');
    await page.getByText('Shift+Y', { exact: true }).waitFor();
    await expect(toggle.getAttribute('aria-pressed')).resolves.toBe('true');
    await page.keyboard.press('Shift+Y');
  }, 60_000);

  it('tells by a notice what a key has set going, for the panel may be shut', async () => {
    await page.keyboard.press('Shift+R');
    await page.getByText('EchoNet is reading …').waitFor();
    await page.getByText('EchoNet has read: the results are in its panel.').waitFor();
    await saveScreenshot(page, 'panel-notice');
  }, 120_000);

  it('runs by itself only where the department wants that, and speaks German to Germans', async () => {
    // The host asks its cookie first.
    await page.context().clearCookies();
    await page.evaluate(() => localStorage.setItem('i18nextLng', 'de'));
    await configure(page, { autoRun: true });
    await openEchoNet(page, workplace.url, clips[0].StudyInstanceUID);
    const results = await shownResults(page);
    expect(results.map(({ text }) => text).join()).toContain('Ejektionsfraktion');
    await element(page, 'echonet-model-open').waitFor();
    await page.locator('[data-cy="EchoNetSaliency"]').first().hover();
    await page.getByText('EchoNet, Salienz ein oder aus', { exact: false }).first().waitFor();
    await saveScreenshot(page, 'panel-german');
  }, 120_000);

  it('meets no uncaught error', () => {
    expect(pageErrors).toEqual([]);
  });
});
