import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { randomStream } from '@echonet/models/random';
import type { CohortClip } from '../../data/prepared/open-prepared';
import { augmentEcho } from '../augmentation/augment-echo';
import type { FrameDraw } from './draw-frames';
import { readBatch, readGreyValues } from './read-batch';

const directory = mkdtempSync(path.join(os.tmpdir(), 'echonet-batch-'));
const size = 16;

/** One frame in a sector that is the left half of the image. */
function clipOf(channels: 1 | 3): CohortClip {
  const [framesFile, maskFile] = ['frames', 'mask'].map((name) =>
    path.join(directory, `${name}-${channels}`),
  );
  const inSector = (pixel: number) => pixel % size < size / 2;
  const length = size * size * channels;
  const grey = Uint8Array.from({ length }, (_, i) => {
    const pixel = Math.floor(i / channels);
    return inSector(pixel) ? 60 + (pixel % 7) * 20 : 0;
  });
  writeFileSync(framesFile, grey);
  writeFileSync(
    maskFile,
    Uint8Array.from({ length: size * size }, (_, i) => Number(inSector(i))),
  );
  return {
    patientId: 'p',
    clipId: 'c',
    view: 'A4C',
    labels: { EF: 70 },
    labelledFrames: [],
    images: { framesFile, framesOffset: 0, frameCount: 1, maskFile, maskOffset: 0 },
  };
}

const tasks = [
  { id: 'EF', outputIndex: 0, labelMean: 60, labelStd: 10 },
  { id: 'EDV', outputIndex: 1, labelMean: 100, labelStd: 30 },
];

afterAll(() => rmSync(directory, { recursive: true, force: true }));

describe('readBatch', () => {
  it('standardises known labels and marks unknown ones', async () => {
    const draws: FrameDraw[] = [{ clip: clipOf(1), frameIndex: 0 }];
    const { labels, known, greyValues } = await readBatch(draws, {
      input: { size, channels: 1 },
      tasks,
    });
    expect([...labels]).toEqual([1, 0]);
    expect([...known]).toEqual([1, 0]);
    expect(greyValues).toEqual(readGreyValues(draws, { size, channels: 1 }));
  });

  it('learns a volume in cubic pixels, and not where their size is unknown', async () => {
    const input = { size, channels: 1 } as const;
    const EDV = {
      id: 'EDV',
      outputIndex: 0,
      pixelExponent: 3,
      labelMean: 8e4,
      labelStd: 1e4,
    } as const;
    const read = (scale: Pick<CohortClip, 'mmPerPixel'>) =>
      readBatch([{ clip: { ...clipOf(1), labels: { EDV: 100 }, ...scale }, frameIndex: 0 }], {
        input,
        tasks: [EDV],
      });
    const known = await read({ mmPerPixel: 1 });
    expect(known.labels[0]).toBeCloseTo(2);
    expect(known.known[0]).toBe(1);
    expect([...(await read({})).known]).toEqual([0]);
  });

  it('lets labels in pixels grow with the heart in an augmented image', async () => {
    const length = { id: 'RADimension', outputIndex: 0, pixelExponent: 1 } as const;
    const clip = { ...clipOf(1), labels: { RADimension: 1 }, mmPerPixel: 10 };
    const disc = Uint8Array.from({ length: size * size }, (_, i) =>
      Number(Math.hypot((i % size) - size / 2, Math.floor(i / size) - size / 2) < size / 4),
    );
    const source = { size, greyValues: disc, mask: disc.map(() => 1), structures: disc };
    const areaOf = (codes: Uint8Array) => codes.reduce((sum, code) => sum + code, 0);
    for (const key of ['1', '2', '3', '4']) {
      const { labels } = await readBatch([{ clip, frameIndex: 0, augmentation: { key } }], {
        input: { size, channels: 1 },
        tasks: [length],
      });
      const { structures } = await augmentEcho(source, size, randomStream(key, 'echo'));
      const enlargement = Math.sqrt(areaOf(structures!) / areaOf(disc));
      expect(Math.abs(labels[0] / enlargement - 1)).toBeLessThan(0.04);
    }
  });

  it('changes an echo by its key alone, alike in all channels and black outside the sector', async () => {
    const input = { size, channels: 3 } as const;
    const read = (key: string) =>
      readBatch([{ clip: clipOf(3), frameIndex: 0, augmentation: { key } }], { input, tasks });
    const [first, again, other] = await Promise.all([read('1'), read('1'), read('2')]);
    expect(first.greyValues).toEqual(again.greyValues);
    expect(first.greyValues).not.toEqual(other.greyValues);
    first.greyValues.forEach((value, i) => {
      expect(value).toBe(first.greyValues[i - (i % 3)]);
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThanOrEqual(1);
    });
    const rightmost = first.greyValues.filter((_, i) => Math.floor(i / 3) % size === size - 1);
    expect(Math.max(...rightmost)).toBe(0);
  });
});
