import { readFile } from 'node:fs/promises';
import type { Browser } from '@playwright/test';

/** Peak resident memory of the browser's processes in bytes. */
export interface PeakMemory {
  /** Of the process that holds the page and its workers. */
  readonly renderer: number;
  /** Of the process that drives the graphics device. */
  readonly gpu: number;
}

/**
 * Most memory that a page's process has ever held, as Linux counts it (VmHWM). The browser must have
 * no other page.
 *
 * @returns undefined where the system does not tell
 */
export async function peakMemory(browser: Browser): Promise<PeakMemory | undefined> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const most = { renderer: 0, gpu: 0 };
  for (const { type, id } of processInfo) {
    const status = await readFile(`/proc/${id}/status`, 'utf8').catch(() => undefined);
    const kilobytes = status && /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
    if (!kilobytes) continue;
    const bytes = Number(kilobytes) * 1024;
    // Chromium keeps a spare, empty renderer.
    if (type === 'renderer') most.renderer = Math.max(most.renderer, bytes);
    if (/gpu/i.test(type)) most.gpu = Math.max(most.gpu, bytes);
  }
  return most.renderer > 0 ? most : undefined;
}
