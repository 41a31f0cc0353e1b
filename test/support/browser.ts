import { existsSync } from 'node:fs';
import {
  chromium,
  type Browser,
  type BrowserContext,
  type LaunchOptions,
  type Page,
} from '@playwright/test';

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
 * Launches the system's Chromium, headless.
 *
 * @param flags further command-line flags
 * @throws Error when no Chromium is installed
 */
export function launchOptions(flags: readonly string[] = []): LaunchOptions {
  if (!executablePath) {
    throw new Error('No Chromium found: apt-get install chromium, or set CHROMIUM_PATH.');
  }
  return {
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
  };
}

/** Marks the onboarding tours of OHIF as seen: they would intercept clicks. */
export async function skipTours(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    localStorage.setItem(
      'shownTours',
      JSON.stringify(['basicViewerTour', 'segmentationPanelTour']),
    );
  });
}

/**
 * Launches a browser that keeps compiled scripts. The contexts of `newContext` do not: each of their pages
 * compiles the viewer anew, which is half of the time that it takes to open.
 */
export async function launchKeepingScripts(): Promise<BrowserContext> {
  const context = await chromium.launchPersistentContext('', launchOptions());
  await skipTours(context);
  return context;
}

/** Opens a page in a context of its own, for tests that go on where the one before ended. */
export async function openPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext();
  await skipTours(context);
  return context.newPage();
}
