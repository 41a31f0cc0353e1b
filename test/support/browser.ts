import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { outputDirectory } from './paths';

const executablePath =
  process.env.CHROMIUM_PATH ??
  ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((file) =>
    existsSync(file),
  );

/** Flags that give WebGPU on a machine without a GPU: Chromium's own SwiftShader. */
export const softwareWebGpuFlags = [
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--enable-features=Vulkan',
];

/**
 * Starts the system's Chromium, headless.
 *
 * @param flags further command-line flags
 * @throws Error when no Chromium is installed.
 */
export async function startBrowser(flags: string[] = []): Promise<Browser> {
  if (!executablePath) {
    throw new Error('No Chromium found: apt-get install chromium, or set CHROMIUM_PATH.');
  }
  return chromium.launch({
    executablePath,
    headless: true,
    args: [
      '--no-sandbox',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...flags,
    ],
  });
}

/**
 * Opens a page as a reader who has seen the host's onboarding tours already: they would cover clicks.
 */
export async function openPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
  // A busy machine needs more than the half minute that is given otherwise.
  context.setDefaultNavigationTimeout(120_000);
  await context.addInitScript(() => {
    localStorage.setItem(
      'shownTours',
      JSON.stringify(['basicViewerTour', 'segmentationPanelTour']),
    );
  });
  return context.newPage();
}

/** Saves a screenshot below test/output and gives its path. */
export async function saveScreenshot(page: Page, name: string): Promise<string> {
  await mkdir(outputDirectory, { recursive: true });
  const file = path.join(outputDirectory, `${name}.png`);
  await page.screenshot({ path: file });
  return file;
}
