import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openPage, saveScreenshot } from '../support/browser';
import { ClipBrowser } from '../support/clip-browser';
import { element, openEchoNet, runClip } from '../support/echonet-page';
import { samplesDirectory } from '../support/paths';
import { storeInstances } from '../support/stow';
import { sampleClip } from '../support/study';
import { openWorkplace } from '../support/workplace';

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

let clips: ClipBrowser;

beforeAll(async () => {
  clips = await ClipBrowser.start();
});
afterAll(() => clips?.close());

const withSamples = samplesDirectory ? describe : describe.skip;

withSamples('sample clips in the viewer (skipped where ../shared/samples is missing)', () => {
  it.each(samples)(
    '%s: %s',
    async (file, outcome) => {
      const clip = await sampleClip(file);
      if (!clip) throw new Error(`${file} is missing from the samples.`);
      await clips.withClip(clip, async (page) => {
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
    const workplace = await openWorkplace('embedded', [], clips.browser);
    const page = await openPage(clips.browser);
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
      const listed = element(page, 'echonet-clip');
      // Studies come in one after the other.
      await page.waitForTimeout(3000);
      await saveScreenshot(page, 'malformed');
      for (const entry of await listed.all()) {
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
