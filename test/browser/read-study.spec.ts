import type { Page } from '@playwright/test';
import type { ClipPrediction } from '@echonet/models';
import { openPage } from '../support/browser';
import { phantomClip, type StoredClip } from '../support/clips';
import {
  openEchoNet,
  runClip,
  shownFrameIndices,
  type ShownResult,
} from '../support/echonet-panel';
import { expect, test } from '../support/fixtures';
import { readHostFrames, type HostFrame } from '../support/ohif-page';
import { hasOrthanc } from '../support/orthanc';
import { bundledModelDirectory } from '../support/paths';
import { predictInNode } from '../support/predict-in-node';
import { startArchiveViewer, type ArchiveViewer } from '../support/viewer';

/** The clip's prediction by the bundled model in Node, computed once for all tests. */
let reference: ClipPrediction | undefined;
let referenceFrames: HostFrame[];

for (const archive of ['embedded', 'orthanc'] as const) {
  test.describe(`reading an A4C clip from the ${archive} archive`, () => {
    test.describe.configure({ mode: 'serial' });
    // Continuous integration installs Orthanc.
    test.skip(
      archive === 'orthanc' && !hasOrthanc && !process.env.CI,
      'Orthanc is not installed: apt-get install orthanc orthanc-dicomweb',
    );

    let viewer: ArchiveViewer;
    let clip: StoredClip;
    let page: Page;
    let results: ShownResult[];
    const pageErrors: string[] = [];

    test.beforeAll(async ({ browser }) => {
      clip = await phantomClip(11);
      viewer = await startArchiveViewer(archive, [clip]);
      page = await openPage(browser);
      page.on('pageerror', (error) => pageErrors.push(error.message));
      await openEchoNet(page, viewer.url, clip.StudyInstanceUID);
      results = await runClip(page);
      const frames = await readHostFrames(page, await shownFrameIndices(page));
      if (reference) {
        const isSame = frames.map(
          ({ data }, i) => Buffer.compare(data, referenceFrames[i].data) === 0,
        );
        expect(isSame, 'the pixels of the other archive').toEqual(frames.map(() => true));
      } else {
        referenceFrames = frames;
        reference = await predictInNode(bundledModelDirectory, frames, clip.header);
      }
    });

    test.afterAll(async () => {
      await page?.context().close();
      await viewer?.close();
    });

    test('shows every task of the bundled model with its unit', () => {
      expect(results.map(({ task, unit }) => [task, unit])).toEqual(
        expect.arrayContaining([
          ['EF', '%'],
          ['EDV', 'mL'],
          ['ESV', 'mL'],
        ]),
      );
      expect(results.map(({ task }) => task)).toContain('lead');
    });

    test('predicts what the same pixels predict in Node', () => {
      for (const { task, value } of results) {
        const expected = reference![task].mean;
        expect(Math.abs(value - expected) / Math.abs(expected)).toBeLessThanOrEqual(1e-3);
      }
    });

    test('states research use, simulated training data and the backend', async () => {
      await expect(page.getByTestId('echonet-notice')).toContainText(/research use/i, {
        useInnerText: true,
      });
      await expect(page.getByTestId('echonet-notice')).toContainText(/simulated/i);
      await expect(page.getByTestId('echonet-backend')).toContainText(
        /WebAssembly|WebGPU|JavaScript/,
        { useInnerText: true },
      );
    });

    test('keeps saliency off until the reader turns it on', async () => {
      expect(await page.getByTestId('echonet-overlay-canvas').count()).toBeLessThanOrEqual(1);
      await expect(page.getByTestId('echonet-saliency-toggle')).toHaveAttribute(
        'aria-pressed',
        'false',
      );
    });

    test('raises no uncaught error in the viewer', () => {
      expect(pageErrors).toEqual([]);
    });
  });
}
