import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { openPage, saveScreenshot } from '../support/browser';
import { configure } from '../support/configure';
import { element, openEchoNet, runClip, shownFrameIndices } from '../support/echonet-page';
import { startFaultyArchive, type Fault, type FaultyArchive } from '../support/faulty-archive';
import { phantomClip, sampleClip, withCorruptFrame, type StoredClip } from '../support/study';
import { samplesDirectory } from '../support/paths';
import { openWorkplace, type Workplace } from '../support/workplace';
import { startViewer, type RunningViewer } from '@echonet/viewer/src/server';

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

  afterEach(() => page.close());

  it.each<[Fault, RegExp]>([
    [401, /refused access \(HTTP 401\)/],
    [404, /does not have it \(HTTP 404\)/],
    [500, /failed \(HTTP 500\)/],
    ['stops halfway', /broke|could not be/],
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

      archive.fault = 'none';
      const results = await runClip(page);
      expect(results.map(({ task }) => task)).toContain('EF');
    },
    240_000,
  );
});

describe('a clip with a frame that cannot be decoded', () => {
  it('is read without that frame, and the frame is named', async () => {
    const clip = withCorruptFrame(await phantomClip(5), 2);
    const workplace = await openWorkplace('embedded', [clip]);
    try {
      const page = await openPage(workplace.browser);
      await openEchoNet(page, workplace.url, clip.StudyInstanceUID);
      const results = await runClip(page);
      expect(results.every(({ value }) => Number.isFinite(value))).toBe(true);
      const warnings = await element(page, 'echonet-warnings').innerText();
      expect(warnings).toMatch(/Frame 3 could not be read and was left out/);
      expect(await shownFrameIndices(page)).not.toContain(2);
    } finally {
      await workplace.close();
    }
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
      const workplace = await openWorkplace('embedded', [clip]);
      try {
        const page = await openPage(workplace.browser);
        // Whether it is taken for an A4C is another matter than whether it can be read.
        await configure(page, { viewClassifier: false });
        await openEchoNet(page, workplace.url, clip.StudyInstanceUID);
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
      } finally {
        await workplace.close();
      }
    },
    180_000,
  );
});
