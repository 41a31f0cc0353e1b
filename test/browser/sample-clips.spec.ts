import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { assessClip, readClipHeader } from '@echonet/dicom';
import { readCine } from '@echonet/dicom/node';
import { misreadColour, toFramePixels, type FramePixels } from '@echonet/models/image';
import { test } from '../support/clip-viewer';
import { sampleClip, withOwnUID } from '../support/clips';
import { listClips, openEchoNet, runClip, screensOf } from '../support/echonet-panel';
import { expect } from '../support/fixtures';
import { samplesDirectory } from '../support/paths';
import { storeInstances } from '../support/stow';

/** Clips of one study that are read in one run; some are the same instance in another transfer syntax. */
const ofOneStudy = [
  'a4c/a4c_mono_explicitLE_30f.dcm',
  'a4c/a4c_mono_implicitLE_30f.dcm',
  'a4c/a4c_mono_bigendian_30f.dcm',
  'a4c/a4c_mono_rle_30f.dcm',
  'a4c/a4c_mono_jpegls_30f.dcm',
  'a4c/a4c_mono_jpeglossless_30f.dcm',
  'a4c/a4c_mono_j2klossless_30f.dcm',
  'a4c/a4c_mono_jpegbaseline_30f.dcm',
  'a4c/a4c_ybr422_jpegbaseline_30f_regionsfixed.dcm',
  'a4c/sonosite_a4c_ybr422_jpegbaseline.dcm',
  'a4c/odd_a4c_no_regions.dcm',
  'a4c/odd_a4c_monochrome1.dcm',
  'a4c/odd_a4c_mono16_12bit.dcm',
  'a4c/odd_a4c_frametime_zero.dcm',
  'a4c/odd_a4c_no_frametime.dcm',
  'a4c/odd_a4c_frametimevector_short.dcm',
  'a4c/odd_a4c_secondary_capture_OT.dcm',
  // Its corrupt frame lies between two sampled ones.
  'malformed/bad_a4c_one_corrupt_jpeg_frame.dcm',
];

/** Results, results with a warning, or an error of the run. */
type Outcome = 'runs' | { run: RegExp } | { warns: RegExp };

const samples: [file: string, outcome: Outcome][] = [
  ['a4c/a4c_mono_deflated_30f.dcm', 'runs'],
  ['a4c/ge_e95_a4c_jpegbaseline_130f.dcm', 'runs'],
  // It decodes to blank frames.
  ['a4c/a4c_mono_j2klossy_30f.dcm', { run: /sector|blank/i }],
  ['malformed/bad_a4c_frames_more_than_pixels.dcm', { warns: /Frame \d+ left out/ }],
];

/** Clips of several studies that cannot be read, with the reason in the list. */
const refused: [file: string, reason: RegExp][] = [
  ['malformed/bad_a4c_zero_frames.dcm', /frame/i],
  ['other-views/dicomParser_IM00001_implicit_le.dcm', /colour/i],
  ['not-echo/pydicom_examples_palette.dcm', /frame|still|palette/i],
  ['not-echo/pydicom_examples_jpeg2k.dcm', /frame|still/i],
];

test.describe('sample clips in the viewer', () => {
  // Each has a viewer of its own.
  test.describe.configure({ mode: 'parallel' });
  test.skip(!samplesDirectory, 'The sample clips are missing: set ECHONET_SAMPLES.');

  for (const [file, outcome] of samples) {
    test(`${file}: ${describeOutcome(outcome)}`, async ({ openClip }) => {
      const clip = await sampleClip(file);
      if (!clip) {
        throw new Error(`${file} is missing from the samples.`);
      }
      const page = await openClip(clip);
      if (outcome === 'runs' || 'warns' in outcome) {
        const results = await runClip(page);
        expect(results.every(({ value }) => Number.isFinite(value))).toBe(true);
        expect(await screensOf(page)).toBeLessThanOrEqual(1);
        const warnings = await page.getByTestId('echonet-warnings').innerText();
        if (outcome !== 'runs') {
          expect(warnings).toMatch(outcome.warns);
        }
      } else {
        await page.getByTestId('echonet-run').click();
        const problem = page.getByTestId('echonet-error').first();
        await problem.waitFor({ timeout: 60_000 });
        expect(await problem.innerText()).toMatch(outcome.run);
      }
    });
  }

  test('clips of every pixel format and with odd headers are read in one run', async ({
    openClip,
  }) => {
    const clips = await Promise.all(ofOneStudy.map(sampleClip));
    const page = await openClip(...clips.map((clip, index) => withOwnUID(clip!, index)));
    const rows = page.locator('.echonet-clip-row');
    await expect(rows).toHaveCount(ofOneStudy.length);
    for (const choice of await page.getByTestId('echonet-clip-choice').all()) {
      await choice.check();
    }
    const results = await runClip(page);
    expect(results.every(({ value }) => Number.isFinite(value))).toBe(true);
    await listClips(page);
    await expect(rows).toHaveCount(ofOneStudy.length);
    await expect(page.locator('.echonet-tag-read')).toHaveCount(ofOneStudy.length);
  });

  test('clips that cannot be read are listed with the reason', async ({ openClip }) => {
    const clips = await Promise.all(refused.map(([file]) => sampleClip(file)));
    const page = await openClip(...clips.map((clip) => clip!));
    for (const [i, clip] of clips.entries()) {
      const uid = clip!.header.SOPInstanceUID;
      const entry = page.locator(`[data-sop-instance-uid="${uid}"]`);
      await expect(entry).toHaveAttribute('data-eligible', 'false');
      await expect(entry).toContainText(refused[i][1], { useInnerText: true });
    }
    await expect(page.getByTestId('echonet-run')).toBeDisabled();
  });

  test('a4c/a4c_mpeg4_h264_in_dicom.dcm, a video, is shown and read in the pixels of its lossless original', async ({
    openClip,
  }) => {
    const page = await openClip((await sampleClip('a4c/a4c_mpeg4_h264_in_dicom.dcm'))!);
    const results = await runClip(page);
    expect(results.every(({ value }) => Number.isFinite(value))).toBe(true);
    await expect(page.getByTestId('echonet-warnings')).not.toContainText('The video');
    await expect.poll(() => brightPart(page)).toBeGreaterThan(0.02);
    const original = await readCine((await sampleClip('a4c/a4c_mono_explicitLE_30f.dcm'))!.file);
    const imageIds = await shownImageIds(page);
    expect(imageIds).toHaveLength(30);
    for (const frameIndex of [0, 17, 29]) {
      const image = await hostImage(page, imageIds[frameIndex]);
      const shown = toFramePixels({ ...image, PhotometricInterpretation: 'RGB', BitsStored: 8 });
      // The video is lossy: another decoder differs by 0.6 grey values, the next frame by 1.6.
      expect(meanDifference(shown, await original.frame(frameIndex))).toBeLessThan(1);
    }
  });

  test('faults: each clip has the pixels that were stored, or is refused', async ({
    page,
    viewer,
  }) => {
    const folder = path.join(samplesDirectory!, 'faults');
    const names = (await readdir(folder)).filter((name) => name.endsWith('.dcm'));
    const files = await Promise.all(names.map((name) => readFile(path.join(folder, name))));
    await storeInstances(viewer.dicomwebUrl, files);
    const cines = await Promise.all(files.map((file) => readCine(file)));
    const studies = new Set(cines.map(({ instance }) => String(instance.StudyInstanceUID)));
    await openEchoNet(page, viewer.url, [...studies].join(','));
    for (const [i, cine] of cines.entries()) {
      const { instance } = cine;
      const header = readClipHeader(instance);
      if (!assessClip(header, 'webcodecs').eligible) {
        continue;
      }
      const series = `studies/${String(instance.StudyInstanceUID)}/series/${String(instance.SeriesInstanceUID)}`;
      const shown = toFramePixels({
        ...(await hostImage(
          page,
          `wadors:${viewer.dicomwebUrl}/${series}/instances/${header.SOPInstanceUID}/frames/1`,
        )),
        PhotometricInterpretation: header.PhotometricInterpretation,
        BitsStored: header.PhotometricInterpretation === 'PALETTE COLOR' ? 8 : header.BitsStored,
      });
      const stored = await cine.frame(0);
      const difference = misreadColour(shown) ? 0 : meanDifference(shown, stored);
      // Two decoders of a lossy clip differ by less.
      expect([names[i], difference < 1]).toEqual([names[i], true]);
    }
  });

  test('malformed files: the archive refuses each with a reason, or the list shows it with a reason or as eligible', async ({
    page,
    viewer,
  }) => {
    const folder = path.join(samplesDirectory!, 'malformed');
    const pluginErrors: string[] = [];
    page.on('pageerror', ({ stack = '' }) => {
      if (stack.includes('/plugins/echonet/')) {
        pluginErrors.push(stack);
      }
    });
    const refusals: string[] = [];
    for (const name of await readdir(folder)) {
      await storeInstances(viewer.dicomwebUrl, [await readFile(path.join(folder, name))]).catch(
        (error: Error) => refusals.push(`${name}: ${error.message}`),
      );
    }
    // The reason is a text value (0040,A160).
    for (const refusal of refusals) {
      expect(refusal).toMatch(/answered 409: .*0040A160/);
    }
    const url = `${viewer.dicomwebUrl}/instances?includefield=0020000D`;
    const found = (await (await fetch(url)).json()) as {
      '0020000D': { Value: string[] };
    }[];
    const studies = new Set(found.map((instance) => instance['0020000D'].Value[0]));
    expect(studies.size).toBeGreaterThan(5);
    await openEchoNet(page, viewer.url, [...studies].join(','));
    // The studies arrive one after the other.
    await page.waitForTimeout(3000);
    for (const entry of await page.getByTestId('echonet-clip').all()) {
      if ((await entry.getAttribute('data-eligible')) !== 'true') {
        expect(await entry.locator('.echonet-reason').innerText()).toMatch(/\.$/);
      }
    }
    expect(pluginErrors).toEqual([]);
  });
});

interface HostLibrary {
  getRenderingEngines(): { getViewports(): { getImageIds(): string[] }[] }[];
  readonly metaData: { get(module: string, imageId: string): unknown };
  readonly imageLoader: {
    loadAndCacheImage(imageId: string): Promise<{
      rows: number;
      columns: number;
      getPixelData(): Uint8Array | Uint16Array;
    }>;
  };
}

/** A frame as the host has it, once it knows of the clip. */
async function hostImage(page: Page, imageId: string) {
  const image = await page.evaluate(async (id) => {
    const { cornerstone } = window as unknown as { cornerstone: HostLibrary };
    while (!cornerstone.metaData.get('imagePixelModule', id)) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const { rows, columns, ...loaded } = await cornerstone.imageLoader.loadAndCacheImage(id);
    const data = loaded.getPixelData();
    const isDeep = data.BYTES_PER_ELEMENT === 2;
    const pixels = isDeep ? Uint16Array.from(data) : Uint8Array.from(data);
    const bytes = new Uint8Array(pixels.buffer);
    // As text, which takes a tenth of the time of an array of numbers.
    let binary = '';
    for (let offset = 0; offset < bytes.length; offset += 0x8000) {
      binary += String.fromCharCode(...bytes.subarray(offset, offset + 0x8000));
    }
    return { rows, columns, base64: btoa(binary), isDeep };
  }, imageId);
  const { rows: Rows, columns: Columns, base64, isDeep } = image;
  const { buffer } = Uint8Array.from(Buffer.from(base64, 'base64'));
  return { Rows, Columns, data: isDeep ? new Uint16Array(buffer) : new Uint8Array(buffer) };
}

/** Image IDs of the first viewport's clip. */
function shownImageIds(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { cornerstone } = window as unknown as { cornerstone: HostLibrary };
    return cornerstone.getRenderingEngines()[0].getViewports()[0].getImageIds();
  });
}

/** In grey values; both are grey or both are in colour, the second perhaps without alpha. */
function meanDifference(a: FramePixels, b: FramePixels): number {
  const [count, colours] = [a.Rows * a.Columns, Math.min(3, a.channels, b.channels)];
  let sum = 0;
  for (let pixel = 0; pixel < count; pixel++) {
    for (let colour = 0; colour < colours; colour++) {
      sum += Math.abs(a.data[pixel * a.channels + colour] - b.data[pixel * b.channels + colour]);
    }
  }
  return sum / (count * colours);
}

/** Part of the first viewport's pixels that are brighter than a dark grey. */
function brightPart(page: Page): Promise<number> {
  return page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('canvas.cornerstone-canvas');
    const { width = 0, height = 0 } = canvas ?? {};
    const data = canvas?.getContext('2d')?.getImageData(0, 0, width, height).data ?? [];
    let bright = 0;
    for (let i = 0; i < data.length; i += 4) {
      bright += data[i + 1] > 40 ? 1 : 0;
    }
    return bright / (width * height);
  });
}

function describeOutcome(outcome: Outcome): string {
  if (outcome === 'runs') {
    return 'is read';
  }
  if ('warns' in outcome) {
    return `is read with a warning ${outcome.warns}`;
  }
  return `fails with ${outcome.run}`;
}
