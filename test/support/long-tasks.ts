import type { Page } from '@playwright/test';

/** Long Animation Frames API, which TypeScript's DOM library lacks. */
interface LongAnimationFrame extends PerformanceEntry {
  readonly scripts: readonly {
    readonly duration: number;
    readonly invoker: string;
    readonly sourceURL: string;
  }[];
}

/** Globals of the page while it is observed. */
interface ObservedWindow {
  durations: number[];
  durationObserver: PerformanceObserver;
}

interface ScriptsWindow {
  longScripts: LongAnimationFrame['scripts'][number][];
  scriptObserver: PerformanceObserver;
}

/**
 * Durations in milliseconds of the tasks that held the page's main thread for more than 50 ms during
 * an action (Long Tasks API).
 */
export function longTasksDuring(page: Page, action: () => Promise<unknown>): Promise<number[]> {
  return observedDuring(page, 'longtask', action);
}

/** What held the page's main thread for long. */
export interface LongScript {
  readonly durationMs: number;
  /** File name of the script, and what called it. */
  readonly source: string;
  readonly isOfPlugin: boolean;
}

/** The scripts of at least `leastMs` in the animation frames of over 50 ms during an action, longest first. */
export async function longScriptsDuring(
  page: Page,
  leastMs: number,
  action: () => Promise<unknown>,
): Promise<LongScript[]> {
  await page.evaluate(() => {
    const scope = window as unknown as ScriptsWindow;
    const scripts: ScriptsWindow['longScripts'] = [];
    scope.longScripts = scripts;
    scope.scriptObserver = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        for (const { duration, invoker, sourceURL } of (entry as LongAnimationFrame).scripts) {
          scripts.push({ duration, invoker, sourceURL });
        }
      }
    });
    scope.scriptObserver.observe({ type: 'long-animation-frame' });
  });
  await action();
  await page.waitForTimeout(200);
  const scripts = await page.evaluate(() => {
    const scope = window as unknown as ScriptsWindow;
    scope.scriptObserver.disconnect();
    return scope.longScripts;
  });
  return scripts
    .filter(({ duration }) => duration >= leastMs)
    .map(({ duration, invoker, sourceURL }) => ({
      durationMs: duration,
      source: `${sourceURL.split('/').at(-1)?.split('?')[0] ?? ''} ${invoker}`.trim(),
      isOfPlugin: sourceURL.includes('/plugins/echonet/'),
    }))
    .sort((a, b) => b.durationMs - a.durationMs);
}

/**
 * Durations in milliseconds of the scripts of every animation frame that took more than 50 ms during
 * an action (Long Animation Frames API), without those by which cornerstone draws the cine: these wait
 * for a graphics device in software.
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
        if (entryType === 'longtask') {
          durations.push(entry.duration);
        } else {
          for (const script of (entry as LongAnimationFrame).scripts) {
            // Cornerstone draws in animation frame callbacks.
            const isDrawing = script.invoker === 'FrameRequestCallback';
            const isOurs = script.sourceURL.includes('/plugins/echonet/');
            if (isOurs || !isDrawing) {
              durations.push(script.duration);
            }
          }
        }
      }
    });
    scope.durationObserver.observe({ type: entryType });
  }, type);
  await action();
  // The observer is called a little after the task.
  await page.waitForTimeout(200);
  return page.evaluate(() => {
    const scope = window as unknown as ObservedWindow;
    scope.durationObserver.disconnect();
    return scope.durations;
  });
}
