import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { sampleFrames } from '@echonet/models/sampling';
import type { HostImage } from '../host/contracts';
import { listClips } from './clip';
import { readClip } from './read-clip';
import type { ImageLoader } from './read-frame';
import { displaySetOf, imageIdsOf, imageOf, loaderWith } from './testing';

const [clip] = listClips([displaySetOf(7)]);
const sampled = sampleFrames(clip.times!, { frameIntervalMs: 100, frameCount: 4 });
const read = (imageLoader: ImageLoader, more: Partial<Parameters<typeof readClip>[0]> = {}) =>
  readClip({
    clip,
    imageIds: imageIdsOf(30),
    sampled,
    imageLoader,
    signal: new AbortController().signal,
    ...more,
  });

describe('reading the frames of a clip', () => {
  it('asks the host for the sampled frames alone', async () => {
    const loader = loaderWith();
    const { frames, warnings } = await read(loader);
    expect(loader.asked).toEqual([0, 2, 4, 6]);
    expect(frames.map(({ frameIndex }) => frameIndex)).toEqual([0, 2, 4, 6]);
    expect(warnings).toEqual([]);
  });

  it('holds copies, so that the host may drop its own', async () => {
    const image = imageOf(0);
    const { frames } = await read(loaderWith(undefined, () => image));
    expect(frames[0].pixels.data).toEqual(image.getPixelData());
    expect(frames[0].pixels.data).not.toBe(image.getPixelData());
  });

  it('names a frame that fails, leaves it out and goes on', async () => {
    const { frames, warnings } = await read(
      loaderWith((frame) => (frame === 2 ? new Error('corrupt JPEG') : undefined)),
    );
    expect(frames).toHaveLength(3);
    expect(warnings).toEqual([expect.stringMatching(/^Frame 3 left out.*corrupt JPEG\./)]);
  });

  it('refuses the clip, by name, when fewer than half of the frames are left', async () => {
    const half = loaderWith((frame) => (frame > 0 ? { status: 500 } : undefined));
    await expect(read(half)).rejects.toThrow(/^Clip 7: 3 of 4 frames.*Frame 3:.*HTTP 500/);
  });

  it('stops at the first frame when the archive refuses access', async () => {
    const loader = loaderWith(() => ({ status: 401 }));
    await expect(read(loader)).rejects.toThrow(/Clip 7: Frame 1: The archive refused access/);
    expect(loader.asked).toEqual([0]);
  });

  describe('whose frames nobody answers for', () => {
    afterEach(() => void jest.useRealTimers());

    /** The frames from the given one on stay without an answer. */
    const silentFrom = (first: number): ImageLoader => ({
      loadImage: (id) => {
        const frameIndex = Number(id.split(':')[1]);
        return frameIndex < first ? Promise.resolve(imageOf(frameIndex)) : new Promise(() => {});
      },
    });

    it('waits for two frames and no more, and goes on with those that it has', async () => {
      jest.useFakeTimers();
      const ten = sampleFrames(clip.times!, { frameIntervalMs: 100, frameCount: 10 });
      const reading = read(silentFrom(12), { sampled: ten });
      await jest.advanceTimersByTimeAsync(120_000);
      const { frames, warnings } = await reading;
      expect(frames).toHaveLength(6);
      expect(warnings).toEqual([
        expect.stringMatching(/^Frame 13 left out\. No answer/),
        expect.stringMatching(/^Frame 15 left out\. No answer/),
        'Later frames that were not requested: 2.',
      ]);
    });

    it('refuses the clip after two frames where it has too few others', async () => {
      jest.useFakeTimers();
      const reading = read(silentFrom(0));
      const refusal = expect(reading).rejects.toThrow(
        /^Clip 7: 2 of 4 frames not readable\. Frame 1: No answer from the archive within 60 s/,
      );
      await jest.advanceTimersByTimeAsync(120_000);
      await refusal;
    });
  });

  it('takes a frame that decodes to a single grey for damaged', async () => {
    const blank: HostImage = { ...imageOf(0), getPixelData: () => new Uint8Array(8000) };
    const { warnings } = await read(loaderWith(undefined, (f) => (f === 4 ? blank : imageOf(f))));
    expect(warnings).toEqual([expect.stringMatching(/^Frame 5 .*blank/)]);
  });

  it('takes the 8-bit colours of the host for a palette of 16-bit indices', async () => {
    const palette = {
      PhotometricInterpretation: 'PALETTE COLOR',
      BitsAllocated: 16,
      BitsStored: 16,
    };
    const [paletteClip] = listClips([displaySetOf(7, palette)]);
    const data = Uint8ClampedArray.from({ length: 3 * 8000 }, (_, i) => i % 253);
    const rgb: HostImage = { ...imageOf(0), getPixelData: () => data };
    const { frames } = await read(
      loaderWith(undefined, () => rgb),
      { clip: paletteClip },
    );
    expect(frames[0].pixels.data).toEqual(data);
  });

  it('takes a frame of another size than the header says for damaged', async () => {
    const small = {
      rows: 40,
      columns: 100,
      getPixelData: () => imageOf(1).getPixelData().slice(4000),
    };
    const { warnings } = await read(loaderWith(undefined, (f) => (f === 6 ? small : imageOf(f))));
    expect(warnings).toEqual([expect.stringMatching(/^Frame 7 .*100 x 40.*100 x 80/)]);
  });

  it('says so when the archive lists fewer frames than the header', async () => {
    const { warnings } = await read(loaderWith(), { imageIds: imageIdsOf(6) });
    expect(warnings).toEqual([expect.stringMatching(/^Frame 7 .*Fewer frames/)]);
  });

  it('does not read the preview of a progressive download', async () => {
    const full = imageOf(3);
    const loader: ImageLoader = {
      loadImage: (_id, options) =>
        Promise.resolve(options?.ignoreCache ? full : { ...imageOf(1), imageQualityStatus: 6 }),
    };
    const { frames } = await read(loader);
    expect(frames[0].pixels.data).toEqual(full.getPixelData());
  });

  it('asks once more for a frame that the host has a damaged copy of', async () => {
    const loader: ImageLoader = {
      loadImage: (id, options) =>
        options?.ignoreCache || id !== 'frame:2'
          ? Promise.resolve(imageOf(Number(id.split(':')[1])))
          : Promise.reject(new Error('corrupt JPEG')),
    };
    const { frames, warnings } = await read(loader);
    expect(frames).toHaveLength(4);
    expect(warnings).toEqual([]);
  });

  it('asks to log in again where the archive answers with a web page', async () => {
    const asked: string[] = [];
    const loader: ImageLoader = {
      loadImage: () => Promise.reject(new Error('no boundary marker')),
      answersWithPage: (id) => Promise.resolve(asked.push(id) > 0),
    };
    await expect(read(loader)).rejects.toThrow(/Clip 7: Frame 1: .*web page: log in again/);
    expect(asked).toEqual(['frame:0']);
    const broken: ImageLoader = { ...loader, answersWithPage: () => Promise.resolve(false) };
    await expect(read(broken)).rejects.toThrow(/no boundary marker/);
  });

  it('asks for no further frame once it is aborted', async () => {
    const controller = new AbortController();
    const loader = loaderWith();
    const reading = read(loader, {
      signal: controller.signal,
      onFrame: (done) => done === 2 && controller.abort(new Error('enough')),
    });
    await expect(reading).rejects.toThrow('enough');
    expect(loader.asked).toEqual([0, 2]);
  });

  it('tells how far it is', async () => {
    const told: [number, number][] = [];
    await read(loaderWith(), { onFrame: (done, count) => told.push([done, count]) });
    expect(told).toEqual([1, 2, 3, 4].map((done) => [done, 4]));
  });
});
