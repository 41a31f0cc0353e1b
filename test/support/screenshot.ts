import { test, type Page } from '@playwright/test';

/** Saves `<name>.png` in the output folder of the running test; `npm run docs:images` picks it up. */
export async function saveScreenshot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: test.info().outputPath(`${name}.png`) });
}
