import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import {
  type FramePixels,
  ClipRefusal,
  locateSector,
  pixelMap,
  prepareImage,
  sectorContains,
  sectorMask,
  toFramePixels,
} from '@echonet/models/image';
import { sampleFrames } from '@echonet/models/sampling';
import { readClipHeader } from './clip/clip-header';
import { assessClip } from './clip/eligibility';
import { frameTimes } from './clip/frame-times';
import { physicalScale } from './clip/physical-scale';
import { DicomMessage, DicomMetaDictionary } from './dcmjs';
import { samplePath } from './testing';

const samples = samplePath('.');
const withSamples = samples ? describe : describe.skip;
const title = (words: string) =>
  samples ? words : `${words} (skipped: no sample clips on this machine)`;

const readable = (frames: number) =>
  ({ verdict: 'eligible', source: 'FrameTime', frames }) as const;
const a4c = readable(10);
const shortA4c = readable(2);
const refused = (reason: RegExp) => ({ verdict: 'refused', reason }) as const;
const still = refused(/still image/);
const notUltrasound = refused(/not ultrasound/);
const noDicom = { verdict: 'unreadable' } as const;

/** What becomes of each sample by its header alone. */
const expected: Record<
  string,
  ReturnType<typeof readable> | ReturnType<typeof refused> | typeof noDicom | { source: 'assumed' }
> = {
  'a4c/a4c_mono_bigendian_30f.dcm': a4c,
  'a4c/a4c_mono_deflated_30f.dcm': a4c,
  'a4c/a4c_mono_explicitLE_30f.dcm': a4c,
  'a4c/a4c_mono_implicitLE_30f.dcm': a4c,
  'a4c/a4c_mono_j2klossless_30f.dcm': a4c,
  'a4c/a4c_mono_j2klossy_30f.dcm': a4c,
  'a4c/a4c_mono_jpegbaseline_30f.dcm': a4c,
  'a4c/a4c_mono_jpeglossless_30f.dcm': a4c,
  'a4c/a4c_mono_jpegls_30f.dcm': a4c,
  'a4c/a4c_mono_rle_30f.dcm': a4c,
  'a4c/a4c_mpeg4_h264_in_dicom.dcm': refused(/stored as video/),
  'a4c/a4c_ybr422_jpegbaseline_30f_regionsfixed.dcm': a4c,
  'a4c/ge_e95_a4c_jpegbaseline_130f.dcm': readable(20),
  'a4c/odd_a4c_frametime_zero.dcm': { ...shortA4c, source: 'assumed' },
  'a4c/odd_a4c_frametimevector_short.dcm': { ...shortA4c, source: 'assumed' },
  'a4c/odd_a4c_mono16_12bit.dcm': shortA4c,
  'a4c/odd_a4c_monochrome1.dcm': shortA4c,
  'a4c/odd_a4c_no_frametime.dcm': { ...shortA4c, source: 'assumed' },
  'a4c/odd_a4c_no_regions.dcm': shortA4c,
  'a4c/odd_a4c_secondary_capture_OT.dcm': shortA4c,
  'a4c/sonosite_a4c_ybr422_jpegbaseline.dcm': a4c,
  'malformed/bad_a4c_frames_more_than_pixels.dcm': { ...a4c, frames: 4 },
  'malformed/bad_a4c_one_corrupt_jpeg_frame.dcm': a4c,
  'malformed/bad_a4c_truncated_60pct.dcm': a4c,
  'malformed/bad_a4c_zero_frames.dcm': refused(/no frames/),
  'malformed/bad_empty.dcm': noDicom,
  'malformed/bad_not_dicom.dcm': noDicom,
  'malformed/dcmjs_US_no-meta-length.dcm': refused(/Rows is missing/),
  'malformed/fodicom_GH1339.dcm': notUltrasound,
  'malformed/fodicom_RLE_FRAGS.dcm': notUltrasound,
  'malformed/fodicom_deflated_SQ.dcm': refused(/Rows is missing/),
  'malformed/pydicom_ExplVR_BigEndNoMeta.dcm': noDicom,
  'malformed/pydicom_ExplVR_LitEndNoMeta.dcm': noDicom,
  'malformed/pydicom_J2K_embedded_seq_delim.dcm': notUltrasound,
  'malformed/pydicom_J2K_pixelrep_mismatch.dcm': notUltrasound,
  'malformed/pydicom_MR_truncated.dcm': notUltrasound,
  'malformed/pydicom_SC_rgb_jpeg_wrongVR.dcm': refused(/SOP Instance UID is missing/),
  'malformed/pydicom_SC_rgb_small_odd.dcm': notUltrasound,
  'malformed/pydicom_SC_rgb_small_odd_jpeg.dcm': notUltrasound,
  'malformed/pydicom_badVR.dcm': notUltrasound,
  'malformed/pydicom_image_dfl.dcm': notUltrasound,
  'malformed/pydicom_meta_missing_tsyntax.dcm': noDicom,
  'malformed/pydicom_no_meta.dcm': noDicom,
  'malformed/pydicom_no_meta_group_length.dcm': refused(/SOP Instance UID is missing/),
  'malformed/pydicomdata_bad_sequence.dcm': notUltrasound,
  'not-echo/pydicom_examples_jpeg2k.dcm': still,
  'not-echo/pydicom_examples_palette.dcm': still,
  'not-echo/pydicom_examples_rgb_color.dcm': still,
  'not-echo/pydicomdata_US1_UNCI.dcm': still,
  'other-views/dicomParser_IM00001_fragmented_no_bot_jpeg.dcm': refused(/colour Doppler/),
  'other-views/dicomParser_IM00001_implicit_le.dcm': refused(/colour Doppler/),
  'other-views/pydicomdata_JPGLosslessP14SV1_1s_1f_8b.dcm': still,
};

/** The header of one sample as the archive would hand it over; undefined for what is no DICOM. */
function readInstance(name: string): Record<string, unknown> | undefined {
  const bytes = new Uint8Array(readFileSync(path.join(samples!, name)));
  try {
    const { meta, dict } = DicomMessage.readFile(bytes.buffer, { ignoreErrors: true });
    const { naturalizeDataset } = DicomMetaDictionary;
    return { ...naturalizeDataset(dict), ...naturalizeDataset(meta) };
  } catch {
    return undefined;
  }
}

function verdictOf(name: string) {
  const instance = readInstance(name);
  if (instance === undefined) {
    return noDicom;
  }
  try {
    const header = readClipHeader(instance);
    const eligibility = assessClip(header);
    if (!eligibility.eligible) {
      return { verdict: 'refused', reason: eligibility.reason };
    }
    const times = frameTimes(header);
    const { frameIndices } = sampleFrames(times, { frameIntervalMs: 100, frameCount: 20 });
    return { verdict: 'eligible', source: times.source, frames: frameIndices.length };
  } catch (error) {
    if (error instanceof ClipRefusal) {
      return { verdict: 'refused', reason: error.reason };
    }
    throw error;
  }
}

withSamples(title('the headers of the sample clips'), () => {
  const names = samples
    ? ['a4c', 'malformed', 'not-echo', 'other-views'].flatMap((folder) =>
        readdirSync(path.join(samples, folder))
          .filter((name) => name.endsWith('.dcm'))
          .map((name) => `${folder}/${name}`),
      )
    : ['none'];

  it.each(names)('%s is read or refused with a sentence', (name) => {
    const wanted = expected[name];
    expect(verdictOf(name)).toEqual(
      'reason' in wanted ? { ...wanted, reason: expect.stringMatching(wanted.reason) } : wanted,
    );
  });
});

/** All frames of a sample with uncompressed 8-bit pixels. */
function readFrames(name: string) {
  const header = readClipHeader(readInstance(name));
  const { Rows, Columns, SamplesPerPixel, PhotometricInterpretation, BitsStored } = header;
  const [pixels] = readInstance(name)?.PixelData as [ArrayBuffer];
  const length = Rows * Columns * SamplesPerPixel;
  const frames = Array.from({ length: header.NumberOfFrames }, (_, frame): FramePixels =>
    toFramePixels({
      Rows,
      Columns,
      PhotometricInterpretation,
      BitsStored,
      data: new Uint8Array(pixels, frame * length, length),
    }),
  );
  return { header, frames };
}

withSamples(title('the images of the sample clips'), () => {
  const name = 'a4c/a4c_mono_explicitLE_30f.dcm';
  /** Measured by eye: where the fan's scan lines and arc end. */
  const left = 42;
  const right = 297;
  const bottom = 201;

  it.each(['believing the header', 'from the pixels alone'])(
    'finds the fan of the real A4C clip %s',
    (way) => {
      const { header, frames } = readFrames(name);
      const regions = way === 'believing the header' ? header.SequenceOfUltrasoundRegions : [];
      const sector = locateSector(frames, regions);
      expect(sector.source).toBe(regions.length > 0 ? 'region' : 'pixels');
      const xs = sector.outline.map(({ x }) => x);
      const ys = sector.outline.map(({ y }) => y);
      expect(Math.abs(Math.min(...xs) - left)).toBeLessThan(8);
      expect(Math.abs(Math.max(...xs) - right)).toBeLessThan(8);
      expect(Math.abs(Math.max(...ys) - bottom)).toBeLessThan(5);
      expect(sectorContains(sector, 170, 110)).toBe(true);
      const menuTextAndScale = [
        [10, 8],
        [150, 232],
        [305, 50],
        [298, 200],
      ];
      for (const [x, y] of menuTextAndScale) {
        expect(sectorContains(sector, x, y)).toBe(false);
      }
    },
  );

  it('passes over the region of another image size', () => {
    const { frames } = readFrames(name);
    const { SequenceOfUltrasoundRegions } = readClipHeader(
      readInstance('a4c/sonosite_a4c_ybr422_jpegbaseline.dcm'),
    );
    const sector = locateSector(frames, SequenceOfUltrasoundRegions);
    expect(sector.source).toBe('pixels');
    expect(sector.notes[0]).toContain('84, 31 to 595, 414');
    expect(sector.outline).toEqual(locateSector(frames, []).outline);
  });

  it('trusts the scale of a region that fits the image alone', () => {
    const scaleOf = (sample: string) => physicalScale(readClipHeader(readInstance(sample)));
    const fixed = scaleOf('a4c/a4c_ybr422_jpegbaseline_30f_regionsfixed.dcm');
    expect(fixed.scale?.x).toBeCloseTo(1.02099);
    // The region and its scale, half of the truth, are those of the image before it was downsized.
    const downsized = scaleOf('a4c/sonosite_a4c_ybr422_jpegbaseline.dcm');
    expect(downsized).toEqual({ notes: [expect.stringContaining('does not fit the image')] });
  });

  it('masks everything outside of the fan and keeps the heart', () => {
    const { frames } = readFrames(name);
    const sector = locateSector(frames, []);
    const size = 299;
    const { data } = prepareImage(frames[0], sector, { size, channels: 1 });
    const mask = sectorMask(sector, size);
    const { toNetwork } = pixelMap(sector, size);
    const greyAt = (imageX: number, imageY: number) => {
      const { x, y } = toNetwork(imageX, imageY);
      return data[Math.floor(y) * size + Math.floor(x)];
    };
    const greyOf = ({ data: greyValues }: FramePixels, x: number, y: number) =>
      greyValues[Math.floor(y) * 320 + Math.floor(x)] / 255;
    // The septum, the left ventricle's cavity and the lateral wall.
    for (const [x, y] of [
      [155.5, 130.5],
      [175.5, 100.5],
      [205.5, 110.5],
    ]) {
      expect(Math.abs(greyAt(x, y) - greyOf(frames[0], x, y))).toBeLessThan(0.06);
    }
    const outside = data.filter((grey, i) => !mask[i] && grey > 0.1);
    expect(outside.length).toBeLessThan(20);
  });

  it('refuses the colour Doppler clip by its pixels', () => {
    const { frames } = readFrames('other-views/dicomParser_IM00001_implicit_le.dcm');
    expect(() => locateSector(frames, [], { clip: 'Clip 1' })).toThrow(/^Clip 1: .*colour Doppler/);
  });
});
