import type { Page } from '@playwright/test';

/**
 * Sets `window.config.echonet`, as a hospital would by editing app-config.js. A script of the page
 * does it, since a route of the page turns the browser's cache off.
 */
export async function configure(page: Page, echonet: Record<string, unknown>): Promise<void> {
  await page.addInitScript((added) => {
    let config: object | undefined;
    Object.defineProperty(window, 'config', {
      configurable: true,
      get() {
        return config;
      },
      set(value: object) {
        config = Object.assign(value, { echonet: added });
      },
    });
  }, echonet);
}
