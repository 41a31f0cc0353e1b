import { defineConfig } from '@playwright/test';
import { launchOptions } from './support/browser';

export default defineConfig({
  outputDir: 'output',
  forbidOnly: Boolean(process.env.CI),
  // A busy machine can stall a browser; a test that passes the second time is listed as flaky.
  retries: 1,
  workers: 2,
  reporter: 'list',
  // The full network takes minutes on a busy machine without a GPU.
  timeout: 300_000,
  expect: { timeout: 30_000 },
  use: {
    launchOptions: launchOptions(),
    viewport: { width: 1280, height: 720 },
    actionTimeout: 30_000,
    navigationTimeout: 120_000,
    screenshot: 'only-on-failure',
  },
  projects: [
    { name: 'browser', testDir: 'browser' },
    {
      // Time and memory are measured alone.
      name: 'measured',
      testDir: 'measured',
      dependencies: ['browser'],
      workers: 1,
    },
  ],
});
