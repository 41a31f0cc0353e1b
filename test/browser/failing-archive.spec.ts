import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { startViewer, type RunningViewer } from '@echonet/viewer';
import { openPage, saveScreenshot } from '../support/browser';
import { element, openEchoNet, runClip } from '../support/echonet-page';
import { startFaultyArchive, type Fault, type FaultyArchive } from '../support/faulty-archive';
import { heapUse, mostBufferBytes } from '../support/page-memory';
import { phantomClip, type StoredClip } from '../support/study';
import { openWorkplace, type Workplace } from '../support/workplace';

describe('an archive that fails', () => {
  let workplace: Workplace;
  let archive: FaultyArchive;
  let viewer: RunningViewer;
  let clip: StoredClip;
  let page: Page;

  beforeAll(async () => {
    clip = await phantomClip(5);
    workplace = await openWorkplace('embedded', [clip]);
    archive = await startFaultyArchive(`${workplace.url}/dicom-web`);
    viewer = await startViewer({ port: 0, host: '127.0.0.1', dicomwebUrl: archive.dicomwebUrl });
  }, 120_000);

  afterAll(async () => {
    await viewer?.close();
    await archive?.close();
    await workplace?.close();
  });

  beforeEach(async () => {
    page = await openPage(workplace.browser);
  });

  afterEach(() => page.context().close());

  it.each<[Fault, RegExp]>([
    [401, /refused access \(HTTP 401\)/],
    [404, /does not have it \(HTTP 404\)/],
    [500, /failed \(HTTP 500\)/],
    ['stops halfway', /broke|could not be/],
    ['claims 3 GB', /broke|could not be/],
  ])(
    'names the clip and the fault (%s) and recovers with the archive',
    async (fault, sentence) => {
      archive.fault = fault;
      await openEchoNet(page, viewer.url, clip.StudyInstanceUID);
      await element(page, 'echonet-run').click();
      const problem = element(page, 'echonet-error').first();
      await problem.waitFor({ timeout: 90_000 });
      await saveScreenshot(page, `archive-${String(fault).replaceAll(' ', '-')}`);
      expect(await problem.innerText()).toMatch(sentence);
      expect(await problem.innerText()).toContain('A4C simulated');
      expect((await heapUse(page)).bufferBytes).toBeLessThan(mostBufferBytes);

      archive.fault = 'none';
      const results = await runClip(page);
      expect(results.map(({ task }) => task)).toContain('EF');
    },
    240_000,
  );
});
