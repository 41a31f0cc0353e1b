import { startViewer, type RunningViewer } from '@echonet/viewer';
import { phantomClip } from '../support/clips';
import { openEchoNet, runClip } from '../support/echonet-panel';
import { startFaultyArchive, type Fault, type FaultyArchive } from '../support/faulty-archive';
import { expect, test } from '../support/fixtures';
import { heapUse, maxBufferBytes } from '../support/page-memory';

test.use({ clips: async ({}, use) => use([await phantomClip(5)]) });

const faults: readonly [Fault, RegExp][] = [
  [401, /refused access \(HTTP 401\)/],
  [404, /Not in the archive \(HTTP 404\)/],
  [500, /Archive error \(HTTP 500\)/],
  ['login page', /web page: log in again/],
  ['stops halfway', /not reachable|not decoded/],
  ['claims 3 GB', /not reachable|not decoded/],
];

test.describe('an archive that fails', () => {
  let archive: FaultyArchive;
  let faultyViewer: RunningViewer;

  test.beforeAll(async ({ viewer }) => {
    archive = await startFaultyArchive(viewer.dicomwebUrl);
    faultyViewer = await startViewer({
      port: 0,
      host: '127.0.0.1',
      dicomwebUrl: archive.dicomwebUrl,
    });
  });

  test.afterAll(async () => {
    await faultyViewer?.close();
    await archive?.close();
  });

  for (const [fault, sentence] of faults) {
    test(`names the clip and the fault (${fault}) and recovers with the archive`, async ({
      sharedContext,
      clips: [clip],
    }) => {
      const page = await sharedContext.newPage();
      archive.fault = fault;
      await openEchoNet(page, faultyViewer.url, clip.StudyInstanceUID);
      await page.getByTestId('echonet-run').click();
      const problem = page.getByTestId('echonet-error').first();
      await problem.waitFor({ timeout: 90_000 });
      expect(await problem.innerText()).toMatch(sentence);
      expect(await problem.innerText()).toContain('A4C simulated');
      expect((await heapUse(page)).bufferBytes).toBeLessThan(maxBufferBytes);

      archive.fault = 'none';
      const results = await runClip(page);
      expect(results.map(({ task }) => task)).toContain('EF');
      await page.close();
    });
  }
});
