import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { type FramePixels, locateSector } from '@echonet/models/image';
import { readCine } from './cine/read-cine';
import { readClipHeader } from './clip/clip-header';
import { assessClip } from './clip/eligibility';
import { frameTimes } from './clip/frame-times';
import { physicalScale } from './clip/physical-scale';
import { stressStage } from './clip/stress-stage';
import { samplePath } from './testing';

const faults = samplePath('faults');
const withFaults = faults ? describe : describe.skip;

const openFault = (name: string) => readCine(readFileSync(path.join(faults!, `${name}.dcm`)));

const headerOf = async (name: string) => readClipHeader((await openFault(name)).instance);

async function framesOf(name: string, count: number): Promise<FramePixels[]> {
  const cine = await openFault(name);
  const frames = [];
  for (let index = 0; index < count; index++) {
    frames.push(await cine.frame(index));
  }
  return frames;
}

/** The bytes of a NumPy file of unsigned bytes in C order. */
function npyBytes(name: string): Uint8Array {
  const file = readFileSync(path.join(faults!, name));
  return file.subarray(10 + file.readUInt16LE(8));
}

/** Mean absolute difference from the first frames of a truth, in grey values. */
function meanDifference(frames: readonly FramePixels[], truth: Uint8Array): number {
  let [sum, at] = [0, 0];
  for (const { data } of frames) {
    for (const value of data) {
      sum += Math.abs(value - truth[at++]);
    }
  }
  return sum / at;
}

/** Lossy encodings of the truth; pydicom decodes them with about the same differences. */
const lossy = 1.7;

withFaults('the pixels of the fault samples (skipped where ../shared/samples is missing)', () => {
  it.each<[name: string, truth: 'rgb' | 'grey' | 'grey as rgb', most: number]>([
    ['htj2k-rct', 'rgb', 0],
    ['j2k-rct-called-rgb', 'rgb', 0],
    ['j2k-ybr-full-422', 'rgb', 0],
    ['jpeg-lossless-ybr-full', 'rgb', 0],
    ['jpegls-ybr-full', 'rgb', 0],
    ['rgb-planar-1', 'rgb', 0],
    ['ybr-full-planar-1', 'rgb', 0],
    ['rgb16', 'rgb', 0],
    // Chroma is halved across, which shows at the edges of the coloured marks.
    ['native-ybr-full-422', 'rgb', 0.2],
    ['jpeg-rgb-no-marker', 'rgb', lossy],
    ['jpeg-ycc-called-rgb', 'rgb', lossy],
    ['jpeg-ycc-no-marker', 'rgb', lossy],
    ['jpeg-xl-lossless', 'grey', 0],
    ['mono16-stored8-bits-above', 'grey', 0],
    ['jpeg-extended-12bit', 'grey', lossy],
    ['palette-grey', 'grey as rgb', 0],
  ])('%s are those that were stored, and show a sector without tint', async (name, kind, most) => {
    const header = await headerOf(name);
    expect(assessClip(header, 'node').eligible).toBe(true);
    const frames = await framesOf(name, Math.min(4, header.NumberOfFrames));
    const plain = npyBytes(kind === 'rgb' ? 'truth-rgb.npy' : 'truth-grey.npy');
    const truth =
      kind === 'grey as rgb' ? Uint8Array.from([...plain].flatMap((v) => [v, v, v])) : plain;
    expect(meanDifference(frames, truth)).toBeLessThanOrEqual(most);
    expect(locateSector(frames, []).tinted).toBe(false);
  });

  it('in JPEG XL are refused in the viewer, which has no decoder, and the others are not', async () => {
    expect(assessClip(await headerOf('jpeg-xl-lossless'), 'cornerstone')).toEqual({
      eligible: false,
      reason: expect.stringContaining('JPEG XL'),
    });
    for (const name of ['j2k-ybr-full-422', 'rgb16', 'palette-grey', 'htj2k-rct']) {
      expect(assessClip(await headerOf(name), 'cornerstone').eligible).toBe(true);
    }
  });
});

withFaults('the times of the fault samples (skipped where ../shared/samples is missing)', () => {
  it.each<[name: string, lastMs: number, source: string]>([
    ['frame-increment-pointer-vector', 1680, 'FrameTimeVector'],
    ['frame-time-vector-one-short', 350, 'FrameTimeVector'],
    ['no-frame-time', 7000 / 30, 'assumed'],
    ['apex-up-reference', 950, 'FrameTime'],
  ])('of %s end at %d ms', async (name, lastMs, source) => {
    const times = frameTimes(await headerOf(name));
    expect(times.timesMs.at(-1)).toBeCloseTo(lastMs);
    expect(times.source).toBe(source);
  });
});

withFaults('the sectors of the fault samples (skipped where ../shared/samples is missing)', () => {
  it('are refused where two lie side by side, with the regions of the header and without', async () => {
    const name = 'two-a4c-side-by-side-two-regions';
    const frames = await framesOf(name, 10);
    const { SequenceOfUltrasoundRegions: regions } = await headerOf(name);
    expect(regions).toHaveLength(2);
    for (const known of [regions, []]) {
      expect(() => locateSector(frames, known, { clip: 'Clip 1' })).toThrow(
        'Clip 1: The screen shows 2 sectors;',
      );
    }
  });

  it('are found where there is one, in the scale of the header', async () => {
    const header = await headerOf('apex-up-reference');
    const sector = locateSector(
      await framesOf('apex-up-reference', 10),
      header.SequenceOfUltrasoundRegions,
    );
    expect(physicalScale(header, sector)).toEqual({ scale: { x: 0.5, y: 0.5 }, notes: [] });
  });
});

withFaults(
  'the stress test among the fault samples (skipped where ../shared/samples is missing)',
  () => {
    it('is known by its stage, with a note', async () => {
      const header = await headerOf('stress-peak');
      expect(stressStage(header)).toBe('PEAK');
      expect(assessClip(header)).toEqual({
        eligible: true,
        notes: ['Clip of a stress test (PEAK): its values are not those at rest.'],
      });
      expect(stressStage(await headerOf('apex-up-reference'))).toBeUndefined();
    });
  },
);

const flagged = samplePath('hostile/sonosite_flag1.dcm');

(flagged ? it : it.skip)(
  'B-mode with Ultrasound Color Data Present is read: the flag speaks of any coloured pixel',
  async () => {
    const { instance } = await readCine(readFileSync(flagged!));
    expect(instance.UltrasoundColorDataPresent).toBe(1);
    expect(assessClip(readClipHeader(instance)).eligible).toBe(true);
  },
);
