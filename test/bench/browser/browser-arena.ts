import { chromium, type Browser, type Page } from '@playwright/test';
import { launchOptions, softwareWebGpuFlags } from '../../support/browser';
import type { Arena } from '../contestant';
import type { BenchPage, PlainCall } from './page';
import type { PluginJob, PluginStart } from './plugin-start';

/** Flags with which headless Chromium uses a graphics card. */
const hardwareFlags = [
  '--enable-unsafe-webgpu',
  '--enable-features=Vulkan',
  '--ignore-gpu-blocklist',
];

/** Runs contestants in a page of Chromium, each in a worker of its own. */
export interface BrowserArena extends Arena {
  readonly browser: Browser;
  /** Multiply-adds per second of `threads` threads at once, over about `ms` milliseconds. */
  peak(threads: number, ms: number): Promise<number>;
  /** Milliseconds of a gradient that stays in the worker. */
  gradientMs(id: string): Promise<number>;
  startPlugin(job: PluginJob): Promise<PluginStart>;
}

/**
 * Starts Chromium on the benchmark's page.
 *
 * @param software run WebGPU on Chromium's software adapter
 * @throws Error when the page is not cross-origin isolated, without which there are no threads
 */
export async function openBrowserArena(url: string, software: boolean): Promise<BrowserArena> {
  const browser = await chromium.launch(
    launchOptions(software ? softwareWebGpuFlags : hardwareFlags),
  );
  try {
    const page = await browser.newPage();
    await page.goto(url);
    await page.waitForFunction('window.bench !== undefined');
    if (!(await page.evaluate(() => crossOriginIsolated))) {
      throw new Error('The page is not cross-origin isolated.');
    }
    return await arenaOn(browser, page);
  } catch (error) {
    await browser.close();
    throw error;
  }
}

async function arenaOn(browser: Browser, page: Page): Promise<BrowserArena> {
  const bench = await page.evaluateHandle(() => (window as unknown as { bench: BenchPage }).bench);
  const numbers = ({ ms, values }: PlainCall) => ({
    ms,
    values: new Float32Array(Uint8Array.from(Buffer.from(values, 'base64')).buffer),
  });
  return {
    browser,
    devices: () => bench.evaluate((page) => page.devices()),
    start: (job) => bench.evaluate((page, given) => page.start(given), job),
    forward: async (id, batchSize) =>
      numbers(
        await bench.evaluate((page, [name, count]) => page.forward(name, count), [
          id,
          batchSize,
        ] as const),
      ),
    gradient: async (id) => numbers(await bench.evaluate((page, name) => page.gradient(name), id)),
    gradientMs: (id) => bench.evaluate((page, name) => page.gradientMs(name), id),
    stop: (id) => bench.evaluate((page, name) => page.stop(name), id),
    peak: (threads, ms) =>
      bench.evaluate((page, [count, duration]) => page.peak(count, duration), [
        threads,
        ms,
      ] as const),
    startPlugin: (job) => bench.evaluate((page, given) => page.startPlugin(given), job),
    close: () => browser.close(),
  };
}
