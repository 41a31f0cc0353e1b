import type { Locator, Page } from '@playwright/test';

/** Opens a study in the EchoNet mode and waits for the panel's list of clips. */
export async function openEchoNet(
  page: Page,
  viewerUrl: string,
  StudyInstanceUID: string,
): Promise<void> {
  await page.goto(`${viewerUrl}/echonet?StudyInstanceUIDs=${StudyInstanceUID}`);
  await waitForClips(page);
}

/** Opens a study by hand: its row in the study list, then the button of the EchoNet mode. */
export async function enterFromStudyList(page: Page, patientName: RegExp): Promise<void> {
  await page.getByText(patientName).first().click({ timeout: 60_000 });
  await page.getByRole('button', { name: 'EchoNet' }).click();
  await waitForClips(page);
}

/** All clips, or one line where the study has results. */
export function waitForClips(page: Page): Promise<void> {
  return page
    .getByTestId('echonet-clip')
    .or(page.getByTestId('echonet-clips-toggle'))
    .first()
    .waitFor({ timeout: 60_000 });
}

/** Lists all clips where the panel shows the chosen ones alone. */
export async function listClips(page: Page): Promise<void> {
  if ((await page.getByTestId('echonet-clip').count()) === 0) {
    await page.getByTestId('echonet-clips-toggle').click();
  }
}

export type PanelTab = 'results' | 'contours' | 'saliency' | 'occlusion' | 'report' | 'models';

export async function openTab(page: Page, tab: PanelTab): Promise<void> {
  await page.getByTestId(`echonet-tab-${tab}`).click();
}

/** Opens a study, analyses its clip and waits in the tab of contours until all frames are segmented. */
export async function openContours(
  page: Page,
  viewerUrl: string,
  StudyInstanceUID: string,
): Promise<void> {
  await openEchoNet(page, viewerUrl, StudyInstanceUID);
  await runClip(page);
  await openTab(page, 'contours');
  await page.getByTestId('echonet-edit-contour').waitFor({ timeout: 240_000 });
}

/** Opens the details of a result in the tab of results; returns its row. */
export async function openResult(page: Page, task: string): Promise<Locator> {
  await openTab(page, 'results');
  const row = page.locator(`[data-testid="echonet-result"][data-task="${task}"]`);
  const line = row.getByTestId('echonet-result-open');
  if ((await line.getAttribute('aria-expanded')) === 'false') {
    await line.click();
  }
  return row;
}

/** Unfolds the results that were evaluated on simulated patients only, where they are folded away. */
export async function openDemonstration(page: Page): Promise<void> {
  await openTab(page, 'results');
  const folded = page.locator('[data-testid="echonet-demonstration"]:not([open]) > summary');
  if ((await folded.count()) > 0) {
    await folded.click();
  }
}

/** Height of what the panel shows below its notice, in screens of the window: 1 needs no scrolling. */
export function screensOf(page: Page): Promise<number> {
  return page
    .getByTestId('echonet-scroll')
    .evaluate(({ scrollHeight }) => scrollHeight / window.innerHeight);
}

/** Size in CSS pixels of the smallest text that EchoNet shows in the panel and over the clip. */
export function smallestType(page: Page): Promise<number> {
  return page.locator('[data-testid="echonet-panel"], .echonet-overlay').evaluateAll((roots) =>
    Math.min(
      ...roots
        .flatMap((root) => [...root.querySelectorAll<HTMLElement>('*')])
        .filter((node) => node.offsetParent !== null && node.textContent !== '')
        .map((node) => Number.parseFloat(getComputedStyle(node).fontSize)),
    ),
  );
}

/** Names and words of result lines that end in dots for want of room. */
export function cutOffWords(page: Page): Promise<(string | null)[]> {
  return page
    .locator('.echonet-result-name, [data-testid="echonet-mark"]')
    .evaluateAll((nodes) =>
      nodes.filter((node) => node.scrollWidth > node.clientWidth).map((node) => node.textContent),
    );
}

/** Shows or hides the attention map by its button. */
export async function toggleSaliency(page: Page): Promise<void> {
  await openTab(page, 'saliency');
  await page.getByTestId('echonet-saliency-toggle').click();
}

/** What the panel shows for one task. */
export interface ShownResult {
  readonly task: string;
  /** At full precision. */
  readonly value: number;
  readonly unit: string;
  readonly text: string;
}

/** Presses Run and waits for the results of the ticked clips. */
export async function runClip(page: Page, timeoutMs = 120_000): Promise<ShownResult[]> {
  await page.getByTestId('echonet-run').click();
  return shownResults(page, timeoutMs);
}

/**
 * Waits for the final results in the panel and reads them.
 *
 * @throws Error with the panel's text when there are none in time
 */
export async function shownResults(page: Page, timeoutMs = 120_000): Promise<ShownResult[]> {
  await page
    .locator('[data-testid="echonet-results"][data-complete="true"]')
    .waitFor({ state: 'attached', timeout: timeoutMs })
    .catch(async (cause: unknown) => {
      const shown = await page.getByTestId('echonet-panel').innerText();
      throw new Error(`No final results after ${timeoutMs / 1000} s. The panel:\n${shown}`, {
        cause,
      });
    });
  return page.getByTestId('echonet-result').evaluateAll((nodes) =>
    nodes.map((node) => {
      const { task, value, unit } = (node as HTMLElement).dataset;
      return {
        task: task ?? '',
        value: Number(value),
        unit: unit ?? '',
        text: (node as HTMLElement).innerText,
      };
    }),
  );
}

/** The 0-based frames that the shown result was computed from. */
export async function shownFrameIndices(page: Page): Promise<number[]> {
  const indices = await page.getByTestId('echonet-results').getAttribute('data-frame-indices');
  return (indices ?? '').split(',').filter(Boolean).map(Number);
}

/** The overlays that show the saliency map of the frame on the screen. */
export function drawnOverlays(page: Page): Locator {
  return page.locator('[data-testid="echonet-overlay-canvas"][data-frame-ready="true"]');
}

/** Waits until the saliency map of the frame on the screen is computed and drawn. */
export function waitForOverlay(page: Page): Promise<void> {
  return drawnOverlays(page).first().waitFor({ timeout: 120_000 });
}
