import { readFile } from 'node:fs/promises';
import type { Browser } from '@playwright/test';

/** Peak resident memory of the browser's processes in bytes. */
export interface PeakMemory {
  /** The process of the page and its workers. */
  readonly renderer: number;
  /** The process that drives the graphics device. */
  readonly gpu: number;
}

/**
 * Peak memory by Linux's VmHWM, for a browser with a single page.
 *
 * @returns undefined on other systems
 */
export async function peakMemory(browser: Browser): Promise<PeakMemory | undefined> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const peak = { renderer: 0, gpu: 0 };
  for (const { type, id } of processInfo) {
    const status = await readFile(`/proc/${id}/status`, 'utf8').catch(() => undefined);
    const kilobytes = status && /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
    if (!kilobytes) {
      continue;
    }
    const bytes = Number(kilobytes) * 1024;
    // Chromium keeps a spare, empty renderer.
    if (type === 'renderer') {
      peak.renderer = Math.max(peak.renderer, bytes);
    }
    if (/gpu/i.test(type)) {
      peak.gpu = Math.max(peak.gpu, bytes);
    }
  }
  return peak.renderer > 0 ? peak : undefined;
}
