import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import type { StoredClip } from './clips';
import { configure } from './configure';
import { openEchoNet } from './echonet-panel';
import { test as base } from './fixtures';
import { writeSmallNetwork } from './serve-models';
import { startArchiveViewer } from './viewer';

/** What the viewers of one clip each have in common, so that the browser can cache their files. */
interface ClipViewers {
  readonly modelsDirectory: string;
  /** TCP port of every viewer; 0 before the first has taken one. */
  port: number;
}

/**
 * `openClip` opens the EchoNet mode on the studies of clips in a viewer and a page of its own, which
 * close after the test. The smallest network reads it on WebAssembly, without a view classifier: these tests ask
 * whether a clip can be read, not what is predicted.
 */
export const test = base.extend<
  { openClip: (...clips: StoredClip[]) => Promise<Page> },
  { clipViewers: ClipViewers }
>({
  clipViewers: [
    async ({}, use) => {
      const modelsDirectory = await mkdtemp(path.join(tmpdir(), 'echonet-small-network-'));
      await writeSmallNetwork(path.join(modelsDirectory, 'small'));
      await use({ modelsDirectory, port: 0 });
      await rm(modelsDirectory, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
  openClip: async ({ clipViewers, sharedContext }, use) => {
    const closing: (() => Promise<void>)[] = [];
    await use(async (...clips) => {
      const { modelsDirectory, port } = clipViewers;
      const viewer = await startArchiveViewer('embedded', clips, { modelsDirectory, port });
      clipViewers.port = Number(new URL(viewer.url).port);
      const page = await sharedContext.newPage();
      closing.unshift(
        () => page.close(),
        () => viewer.close(),
      );
      await configure(page, { viewClassifier: false, backend: 'wasm' });
      const studies = new Set(clips.map(({ StudyInstanceUID }) => StudyInstanceUID));
      await openEchoNet(page, viewer.url, [...studies].join(','));
      return page;
    });
    for (const close of closing) {
      await close();
    }
  },
});
