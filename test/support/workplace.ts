import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { startViewer, type ViewerOptions } from '@echonet/viewer';
import { startBrowser } from './browser';
import { startOrthanc } from './orthanc';
import { storeInstances } from './stow';
import type { StoredClip } from './study';

/** A running viewer, the archive behind it and a browser; closed together, a given browser aside. */
export interface Workplace {
  /** Address of the viewer, without a trailing slash. */
  url: string;
  browser: Browser;
  close(): Promise<void>;
}

/**
 * Starts the viewer over an empty archive, stores the clips by STOW-RS through the viewer's own
 * origin, and starts a browser unless one is given.
 *
 * @param archive 'embedded' for the viewer's own archive, 'orthanc' for Debian's Orthanc
 * @param chromium further command-line flags for it, or one that runs already
 * @param viewerOptions what else the viewer is told
 */
export async function openWorkplace(
  archive: 'embedded' | 'orthanc',
  clips: StoredClip[],
  chromium: string[] | Browser = [],
  viewerOptions: Partial<ViewerOptions> = {},
): Promise<Workplace> {
  const folder = await mkdtemp(path.join(tmpdir(), 'echonet-archive-'));
  const orthanc = archive === 'orthanc' ? await startOrthanc() : undefined;
  const viewer = await startViewer({
    port: 0,
    host: '127.0.0.1',
    ...viewerOptions,
    ...(orthanc ? { dicomwebUrl: orthanc.dicomwebUrl } : { archiveDirectory: folder }),
  });
  const url = viewer.url.replace(/\/$/, '');
  if (clips.length > 0) {
    await storeInstances(
      `${url}/dicom-web`,
      clips.map((clip) => clip.file),
    );
  }
  const isStarted = !Array.isArray(chromium);
  const browser = isStarted ? chromium : await startBrowser(chromium);
  return {
    url,
    browser,
    async close() {
      if (!isStarted) await browser.close();
      await viewer.close();
      await orthanc?.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
