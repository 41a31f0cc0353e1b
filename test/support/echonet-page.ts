import type { Locator, Page } from 'playwright-core';

/** The plugin's elements on the page, by the test ids it gives them. */
export const element = (page: Page, id: string): Locator => page.getByTestId(id);

/** Opens one study in the EchoNet mode and waits for the panel's list of clips. */
export async function openEchoNet(page: Page, url: string, studyUID: string): Promise<void> {
  await page.goto(`${url}/echonet?StudyInstanceUIDs=${studyUID}`);
  await element(page, 'echonet-clip').first().waitFor({ timeout: 60_000 });
}

/** What the panel shows for one task. */
export interface ShownResult {
  task: string;
  /** At full precision. */
  value: number;
  unit: string;
  text: string;
}

/** Presses Run and waits for the results of the chosen clip. */
export async function runClip(page: Page, timeoutMs = 120_000): Promise<ShownResult[]> {
  await element(page, 'echonet-run').click();
  return shownResults(page, timeoutMs);
}

/** Waits for the final results in the panel and reads them. */
export async function shownResults(page: Page, timeoutMs = 120_000): Promise<ShownResult[]> {
  await page
    .locator('[data-testid="echonet-results"][data-complete="true"]')
    .waitFor({ timeout: timeoutMs });
  return element(page, 'echonet-result').evaluateAll((nodes) =>
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
  const indices = await element(page, 'echonet-results').getAttribute('data-frame-indices');
  return (indices ?? '').split(',').filter(Boolean).map(Number);
}
