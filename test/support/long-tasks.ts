import type { Page } from 'playwright-core';

/**
 * Durations in milliseconds of the tasks that kept the page's main thread for more than 50 ms while
 * something went on (Long Tasks API).
 */
export async function longTasksDuring(
  page: Page,
  action: () => Promise<unknown>,
): Promise<number[]> {
  await page.evaluate(() => {
    const scope = window as unknown as {
      longTasks: number[];
      longTaskObserver: PerformanceObserver;
    };
    scope.longTasks = [];
    scope.longTaskObserver = new PerformanceObserver((list) =>
      scope.longTasks.push(...list.getEntries().map(({ duration }) => duration)),
    );
    scope.longTaskObserver.observe({ type: 'longtask' });
  });
  await action();
  // Entries are handed out a little after the task.
  await page.waitForTimeout(200);
  return page.evaluate(() => {
    const scope = window as unknown as {
      longTasks: number[];
      longTaskObserver: PerformanceObserver;
    };
    scope.longTaskObserver.disconnect();
    return scope.longTasks;
  });
}
