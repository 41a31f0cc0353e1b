import { beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import type { Tracing } from '../sources/echonet-dynamic';
import { aviFile } from '../sources/echonet-dynamic/avi-fixture';
import { fanImage, fixtureSize } from '../sources/camus/camus-fixture';
import { aviClip } from './avi-clip';
import { prepareClip } from './prepare-clip';

const { columns: Columns, rows: Rows } = fixtureSize;
const size = 80;
const input = { size, channels: 1, frameIntervalMs: 100, frameCount: 3 };

/** A square around the middle of the fan. */
const tracing = (frame: number, half: number, x = 80): Tracing => ({
  frame,
  outline: [
    { x: x - half, y: 70 - half },
    { x: x + half, y: 70 - half },
    { x: x + half, y: 70 + half },
    { x: x - half, y: 70 + half },
  ],
});

describe('a traced video', () => {
  let video: Buffer;

  beforeAll(async () => {
    const images = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        sharp(fanImage(`frame ${index}`), { raw: { width: Columns, height: Rows, channels: 1 } })
          .jpeg()
          .toBuffer(),
      ),
    );
    video = aviFile({ Rows, Columns, images, rate: 20, scale: 1 });
  });

  it('keeps its traced frames beside the sampled ones, with both phases and their masks', async () => {
    const clip = aviClip(video, [tracing(3, 12), tracing(7, 20)]);
    const { frames, structures, facts } = await prepareClip(clip, input, true);
    // Every other frame is on the time grid: 0, 2, 4.
    expect(frames.length / size ** 2).toBe(5);
    expect(facts).toMatchObject({ labelledFrames: [2, 4], edFrame: 4, esFrame: 2 });
    const areas = [0, 1, 2, 3, 4].map(
      (place) =>
        structures!
          .subarray(place * size ** 2, (place + 1) * size ** 2)
          .filter((code) => code === 1).length,
    );
    expect(areas.map((area) => area > 0)).toEqual([false, false, true, false, true]);
    expect(areas[4] / areas[2]).toBeCloseTo((20 / 12) ** 2, 0);
  });

  it('keeps the sampled frames alone without tracings', async () => {
    const { frames, structures, facts } = await prepareClip(aviClip(video), input, true);
    expect(frames.length / size ** 2).toBe(3);
    expect(facts).toMatchObject({ labelledFrames: [] });
    expect(structures!.every((code) => code === 0)).toBe(true);
  });

  it('does not say which phase a single traced frame shows', async () => {
    const { facts } = await prepareClip(aviClip(video, [tracing(2, 12)]), input, true);
    expect(facts).toMatchObject({ labelledFrames: [1], edFrame: undefined, esFrame: undefined });
  });

  it('refuses tracings beyond the video', () => {
    expect(() => aviClip(video, [tracing(12, 10)])).toThrow(
      'VolumeTracings.csv traces frame 12, and the video has 12 frames (0 to 11).',
    );
    expect(() => aviClip(video, [tracing(2, 10, 300)])).toThrow(/frame 2 outside of the video/);
  });
});
