import type { Page } from 'playwright-core';

/** Of the Long Animation Frames API; TypeScript's library does not know it yet. */
interface LongAnimationFrame extends PerformanceEntry {
  readonly scripts: readonly {
    readonly duration: number;
    readonly invoker: string;
    readonly sourceURL: string;
  }[];
}

/** What is left on the page while it is observed. */
interface ObservedWindow {
  durations: number[];
  durationObserver: PerformanceObserver;
}

/**
 * Durations in milliseconds of the tasks that kept the page's main thread for more than 50 ms while
 * something went on (Long Tasks API).
 */
export function longTasksDuring(page: Page, action: () => Promise<unknown>): Promise<number[]> {
  return observedDuring(page, 'longtask', action);
}

/**
 * As {@link longTasksDuring}, without what the host takes to draw the images of a cine: how long that
 * waits for a graphics device in software is no work of ours. Of images that took more than 50 ms,
 * every script that ran for them (Long Animation Frames API).
 */
export function scriptsOfSlowFramesDuring(
  page: Page,
  action: () => Promise<unknown>,
): Promise<number[]> {
  return observedDuring(page, 'long-animation-frame', action);
}

async function observedDuring(
  page: Page,
  type: 'longtask' | 'long-animation-frame',
  action: () => Promise<unknown>,
): Promise<number[]> {
  await page.evaluate((entryType) => {
    const scope = window as unknown as ObservedWindow;
    const durations: number[] = [];
    scope.durations = durations;
    scope.durationObserver = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if (entryType === 'longtask') durations.push(entry.duration);
        else {
          for (const script of (entry as LongAnimationFrame).scripts) {
            // What cornerstone draws, it draws as animation frames.
            const isDrawing = script.invoker === 'FrameRequestCallback';
            const isOurs = script.sourceURL.includes('/plugins/echonet/');
            if (isOurs || !isDrawing) durations.push(script.duration);
          }
        }
      }
    });
    scope.durationObserver.observe({ type: entryType });
  }, type);
  await action();
  // Entries are handed out a little after the task.
  await page.waitForTimeout(200);
  return page.evaluate(() => {
    const scope = window as unknown as ObservedWindow;
    scope.durationObserver.disconnect();
    return scope.durations;
  });
}
