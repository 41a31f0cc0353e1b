import { test as base, type BrowserContext } from '@playwright/test';
import { launchKeepingScripts, skipTours } from './browser';
import type { StoredClip } from './clips';
import { startArchiveViewer, type ArchiveKind, type ArchiveViewer } from './viewer';

export { expect } from '@playwright/test';

interface WorkerFixtures {
  /** Clips that the archive holds from the start; a spec file sets them by `test.use`. */
  clips: readonly StoredClip[];
  archive: ArchiveKind;
  viewer: ArchiveViewer;
  /** For many pages of one viewer that may share what they store: the later ones open in half of the time. */
  sharedContext: BrowserContext;
}

/**
 * Playwright's `test` with a viewer over an archive of its own for each spec file that asks for one.
 * Its pages have seen the onboarding tours of OHIF.
 */
export const test = base.extend<object, WorkerFixtures>({
  clips: [[], { scope: 'worker', option: true }],
  archive: ['embedded', { scope: 'worker', option: true }],
  viewer: [
    async ({ archive, clips }, use) => {
      const viewer = await startArchiveViewer(archive, clips);
      await use(viewer);
      await viewer.close();
    },
    { scope: 'worker', timeout: 240_000 },
  ],
  sharedContext: [
    async ({}, use) => {
      const context = await launchKeepingScripts();
      await use(context);
      await context.close();
    },
    { scope: 'worker' },
  ],
  context: async ({ context }, use) => {
    await skipTours(context);
    await use(context);
  },
});
