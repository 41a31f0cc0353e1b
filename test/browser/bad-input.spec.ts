import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openPage, saveScreenshot, startBrowser } from '../support/browser';
import { configure } from '../support/configure';
import { element, openEchoNet, runClip, shownFrameIndices } from '../support/echonet-page';
import { startFaultyArchive, type Fault, type FaultyArchive } from '../support/faulty-archive';
import { heapUse } from '../support/page-memory';
import { samplesDirectory } from '../support/paths';
import { storeInstances } from '../support/stow';
import {
  phantomClip,
  sampleClip,
  withCorruptFrame,
  withImmenseFrame,
  withImmenseHeader,
  type StoredClip,
} from '../support/study';
import { openWorkplace, type Workplace } from '../support/workplace';
import { startViewer, type RunningViewer } from '@echonet/viewer/src/server';

let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

describe('an archive that fails', () => {
  let workplace: Workplace;
  let archive: FaultyArchive;
  let viewer: RunningViewer;
  let clip: StoredClip;
  let page: Page;

  beforeAll(async () => {
    clip = await phantomClip(5);
    workplace = await openWorkplace('embedded', [clip], browser);
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

/** Buffers of a page that has read a clip are 40 to 60 MB. */
const mostBufferBytes = 250e6;

/** What clips are opened in one after the other: a browser that keeps the viewer's files, at one address. */
let opened: { readonly context: BrowserContext; readonly port: number } | undefined;

/** Opens one clip in a viewer of its own, which is closed once something was done with it. */
async function withClip(clip: StoredClip, act: (page: Page) => Promise<void>): Promise<void> {
  const at = opened && { port: opened.port };
  const workplace = await openWorkplace('embedded', [clip], browser, at);
  opened ??= {
    context: (await openPage(browser)).context(),
    port: Number(new URL(workplace.url).port),
  };
  const page = await opened.context.newPage();
  try {
    // Whether it is taken for an A4C is another matter than whether it can be read.
    await configure(page, { viewClassifier: false });
    await openEchoNet(page, workplace.url, clip.StudyInstanceUID);
    await act(page);
  } finally {
    await page.close();
    await workplace.close();
  }
}

describe('a clip that is damaged or hostile', () => {
  it.each([
    ['cannot be decoded', withCorruptFrame],
    ['claims 65500 x 65500 pixels', withImmenseFrame],
  ])(
    'is read without a frame that %s, and the frame is named',
    async (_fault, damage) => {
      await withClip(damage(await phantomClip(5), 2), async (page) => {
        const results = await runClip(page);
        expect(results.every(({ value }) => Number.isFinite(value))).toBe(true);
        const warnings = await element(page, 'echonet-warnings').innerText();
        expect(warnings).toMatch(/Frame 3 could not be read and was left out/);
        expect(await shownFrameIndices(page)).not.toContain(2);
        expect((await heapUse(page)).bufferBytes).toBeLessThan(mostBufferBytes);
      });
    },
    120_000,
  );

  it('is refused in the list when its header claims 65535 x 65535 pixels', async () => {
    await withClip(withImmenseHeader(await phantomClip(5)), async (page) => {
      const entry = element(page, 'echonet-clip').first();
      expect(await entry.innerText()).toMatch(/65535 x 65535/);
      expect(await element(page, 'echonet-run').isDisabled()).toBe(true);
      expect((await heapUse(page)).bufferBytes).toBeLessThan(mostBufferBytes);
    });
  }, 120_000);

  it('shows a script in its texts as text', async () => {
    const script = '<img src=x onerror="hacked=1">';
    const more = { PatientName: script, PatientID: script, StudyDescription: script };
    await withClip(await phantomClip(5, { seriesDescription: script, more }), async (page) => {
      expect(await element(page, 'echonet-clip').first().innerText()).toContain(script);
      await runClip(page);
      expect(await page.locator('img[src="x"]').count()).toBe(0);
      expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
    });
  }, 120_000);
});

/** What must become of a clip: numbers, numbers with a warning, a refusal in the list or by the run. */
type Outcome = 'runs' | { listed: RegExp } | { run: RegExp } | { warns: RegExp };

const samples: [file: string, outcome: Outcome][] = [
  ['a4c/a4c_mono_rle_30f.dcm', 'runs'],
  ['a4c/a4c_mono_jpegls_30f.dcm', 'runs'],
  ['a4c/a4c_mono_jpeglossless_30f.dcm', 'runs'],
  ['a4c/a4c_mono_j2klossless_30f.dcm', 'runs'],
  ['a4c/a4c_mono_jpegbaseline_30f.dcm', 'runs'],
  ['a4c/a4c_mono_explicitLE_30f.dcm', 'runs'],
  ['a4c/a4c_mono_implicitLE_30f.dcm', 'runs'],
  ['a4c/a4c_mono_bigendian_30f.dcm', 'runs'],
  ['a4c/a4c_mono_deflated_30f.dcm', 'runs'],
  ['a4c/a4c_ybr422_jpegbaseline_30f_regionsfixed.dcm', 'runs'],
  ['a4c/odd_a4c_no_regions.dcm', 'runs'],
  ['a4c/odd_a4c_monochrome1.dcm', 'runs'],
  ['a4c/odd_a4c_mono16_12bit.dcm', 'runs'],
  ['a4c/odd_a4c_frametime_zero.dcm', 'runs'],
  ['a4c/odd_a4c_no_frametime.dcm', 'runs'],
  ['a4c/odd_a4c_frametimevector_short.dcm', 'runs'],
  ['a4c/odd_a4c_secondary_capture_OT.dcm', 'runs'],
  // Its corrupt frame lies between two sampled ones.
  ['malformed/bad_a4c_one_corrupt_jpeg_frame.dcm', 'runs'],
  // Its archive copy decodes to blank frames.
  ['a4c/a4c_mono_j2klossy_30f.dcm', { run: /sector|blank/i }],
  ['malformed/bad_a4c_frames_more_than_pixels.dcm', { warns: /Frame \d+ could not be read/ }],
  ['a4c/a4c_mpeg4_h264_in_dicom.dcm', { listed: /video|H\.264/i }],
  ['malformed/bad_a4c_zero_frames.dcm', { listed: /frame/i }],
  ['other-views/dicomParser_IM00001_implicit_le.dcm', { listed: /colour/i }],
  ['not-echo/pydicom_examples_palette.dcm', { listed: /frame|still|palette/i }],
  ['not-echo/pydicom_examples_jpeg2k.dcm', { listed: /frame|still/i }],
];

const withSamples = samplesDirectory ? describe : describe.skip;

withSamples('sample clips in the viewer (skipped where ../shared/samples is missing)', () => {
  it.each(samples)(
    '%s: %s',
    async (file, outcome) => {
      const clip = await sampleClip(file);
      if (!clip) throw new Error(`${file} is missing from the samples.`);
      await withClip(clip, async (page) => {
        if (outcome === 'runs' || 'warns' in outcome) {
          const results = await runClip(page);
          expect(results.every(({ value }) => Number.isFinite(value))).toBe(true);
          const warnings = await element(page, 'echonet-warnings').innerText();
          if (outcome !== 'runs') expect(warnings).toMatch(outcome.warns);
        } else if ('run' in outcome) {
          await element(page, 'echonet-run').click();
          const problem = element(page, 'echonet-error').first();
          await problem.waitFor({ timeout: 60_000 });
          expect(await problem.innerText()).toMatch(outcome.run);
        } else {
          const entry = element(page, 'echonet-clip').first();
          expect(await entry.getAttribute('data-eligible')).toBe('false');
          expect(await entry.innerText()).toMatch(outcome.listed);
          expect(await element(page, 'echonet-run').isDisabled()).toBe(true);
        }
      });
    },
    180_000,
  );

  it('all malformed files: what the archive takes is listed with a reason, or can be run', async () => {
    const folder = path.join(samplesDirectory!, 'malformed');
    const workplace = await openWorkplace('embedded', [], browser);
    const page = await openPage(browser);
    const ours: string[] = [];
    page.on('pageerror', ({ stack = '' }) => {
      if (stack.includes('/plugins/echonet/')) ours.push(stack);
    });
    try {
      const dicomweb = `${workplace.url}/dicom-web`;
      const refusals: string[] = [];
      for (const name of await readdir(folder)) {
        await storeInstances(dicomweb, [await readFile(path.join(folder, name))]).catch(
          (error: Error) => refusals.push(`${name}: ${error.message}`),
        );
      }
      // Every refusal says why (0040,A160).
      for (const refusal of refusals) expect(refusal).toMatch(/answered 409: .*0040A160/);
      const found = (await (await fetch(`${dicomweb}/instances?includefield=0020000D`)).json()) as {
        '0020000D': { Value: string[] };
      }[];
      const studies = new Set(found.map((instance) => instance['0020000D'].Value[0]));
      expect(studies.size).toBeGreaterThan(5);
      await openEchoNet(page, workplace.url, [...studies].join(','));
      const clips = element(page, 'echonet-clip');
      // Studies come in one after the other.
      await page.waitForTimeout(3000);
      await saveScreenshot(page, 'malformed');
      for (const entry of await clips.all()) {
        const isEligible = (await entry.getAttribute('data-eligible')) === 'true';
        if (!isEligible) expect(await entry.locator('.echonet-reason').innerText()).toMatch(/\.$/);
      }
      expect(ours).toEqual([]);
    } finally {
      await page.context().close();
      await workplace.close();
    }
  }, 180_000);
});
