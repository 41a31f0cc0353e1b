import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { npyHeader } from '@echonet/phantom/npy';
import { markedStructures, readFrame, readStructures } from './images';
import { openPrepared, type CohortClip } from './open-prepared';
import { writePreparedFixture, type FixtureClip } from './prepared-fixture';
import { planShards } from './shards';

const root = mkdtempSync(path.join(os.tmpdir(), 'echonet-prepared-'));
const size = 4;
let directory: string;

const clips = [3, 1, 2].map((frameCount, clip): FixtureClip => ({
  patientId: `p${clip}`,
  labels: clip === 1 ? { lead: 1 } : { EF: 50.25 + clip },
  frames: Uint8Array.from({ length: frameCount * 16 }, (_, i) => 40 * clip + i),
  mask: Uint8Array.from({ length: 16 }, (_, i) => (i + clip) % 2),
}));

describe('a prepared folder', () => {
  beforeEach(async () => {
    directory = mkdtempSync(path.join(root, 'one-'));
    await writePreparedFixture(directory, size, clips);
  });
  afterAll(() => rmSync(root, { recursive: true }));

  it('gives back every frame, mask and label', () => {
    const cohort = openPrepared(directory);
    cohort.clips.forEach(({ patientId, labels, images }, index) => {
      expect({ patientId, labels }).toEqual({
        patientId: clips[index].patientId,
        labels: clips[index].labels,
      });
      for (let i = 0; i < images.frameCount; i++) {
        const { frame, mask } = readFrame(images, i, { size, channels: 1 });
        expect(frame).toEqual(clips[index].frames.slice(i * 16, (i + 1) * 16));
        expect(mask).toEqual(clips[index].mask);
      }
    });
  });

  it('gives back what lies under each pixel, where that is known', async () => {
    const known = clips.map((clip): FixtureClip => ({
      ...clip,
      structures: clip.frames.map((grey) => grey % 3),
    }));
    const names = ['none', 'LV', 'LA'];
    const cohort = await writePreparedFixture(path.join(directory, 'known'), size, known, names);
    expect(cohort.index.structures).toEqual(names);
    cohort.clips.forEach(({ images }, index) => {
      for (let i = 0; i < images.frameCount; i++) {
        const codes = readStructures(images, i, { size });
        expect(codes).toEqual(known[index].structures!.slice(i * 16, (i + 1) * 16));
      }
    });
    const [unknown] = openPrepared(directory).clips;
    expect(readStructures(unknown.images, 0, { size })).toBeUndefined();
  });

  it('gives back which frames and structures are labelled, phases, scale and image quality', async () => {
    const structures = (clip: FixtureClip) => clip.frames.map((grey) => grey % 3);
    const [first, second, third] = clips.map((clip) => ({ ...clip, structures: structures(clip) }));
    const facts = { labelledFrames: [0, 2], edFrame: 0, esFrame: 2, mmPerPixel: 0.875 };
    const cohort = await writePreparedFixture(
      path.join(directory, 'facts'),
      size,
      [
        { ...first, facts, imageQuality: 'Good' },
        { ...second, facts: { labelledFrames: [] } },
        third,
      ],
      ['none', 'LV', 'RV'],
      ['LV'],
    );
    expect(cohort.labelledStructures).toEqual(['LV']);
    expect(cohort.clips).toMatchObject([
      { ...facts, imageQuality: 'Good' },
      { labelledFrames: [] },
      { labelledFrames: [0, 1] },
    ]);
    expect(cohort.clips[1]).not.toHaveProperty('mmPerPixel');
    const isKnown = cohort.clips.map(({ images }) =>
      Array.from(
        { length: images.frameCount },
        (_, frame) => readStructures(images, frame, { size }) !== undefined,
      ),
    );
    expect(isKnown).toEqual([[true, false, true], [false], [true, true]]);
  });

  it('gives back which structures each frame marks where frames differ', async () => {
    const [first, second] = clips.map((clip) => ({
      ...clip,
      structures: clip.frames.map(() => 1),
    }));
    const frameStructures = [['LV', 'LA'], ['LV']];
    const labelled = ['LV', 'LA'];
    const marksOf = ({ images }: CohortClip, frames: readonly number[]) =>
      frames.map((frame) => markedStructures(images, frame, labelled));
    const cohort = await writePreparedFixture(
      path.join(directory, 'marks'),
      size,
      [{ ...first, facts: { labelledFrames: [0, 2], frameStructures } }, second],
      ['none', ...labelled],
    );
    expect(marksOf(cohort.clips[0], [0, 1, 2])).toEqual([labelled, [], ['LV']]);
    expect(marksOf(cohort.clips[1], [0])).toEqual([labelled]);
    const wrong = { ...first, facts: { labelledFrames: [0], frameStructures } };
    await expect(
      writePreparedFixture(path.join(directory, 'wrong'), size, [wrong], ['none', 'LV', 'LA']),
    ).rejects.toThrow(/clips\.csv:2: FrameStructures has 2 frames instead of 1/);
  });

  it('labels nothing without masks, and every structure where an older index names none', async () => {
    expect(openPrepared(directory)).toMatchObject({
      labelledStructures: [],
      clips: clips.map(() => ({ labelledFrames: [] })),
    });
    const known = clips.map((clip) => ({ ...clip, structures: clip.frames.map(() => 1) }));
    const older = await writePreparedFixture(path.join(directory, 'older'), size, known, [
      'none',
      'LV',
    ]);
    expect(older.labelledStructures).toEqual(['LV']);
    expect(older.clips[0].labelledFrames).toEqual([0, 1, 2]);
  });

  it('has the same fingerprint for the same data and another for other labels', async () => {
    const { fingerprint } = openPrepared(directory);
    const again = await writePreparedFixture(path.join(directory, 'again'), size, clips);
    expect(again.fingerprint).toBe(fingerprint);
    const changed = clips.map((clip): FixtureClip => ({ ...clip, labels: { EF: 10 } }));
    const other = await writePreparedFixture(path.join(directory, 'other'), size, changed);
    expect(other.fingerprint).not.toBe(fingerprint);
  });

  it('is refused when it was changed, cut off or never finished', () => {
    appendFileSync(path.join(directory, 'clips.csv'), ' ');
    expect(() => openPrepared(directory)).toThrow(/clips.csv was changed after it was prepared/);
    expect(() => openPrepared(path.join(root, 'none'))).toThrow(
      /none holds no prepared data.*; write it with: echonet prepare --out .*none$/,
    );
  });

  it('sends no new data into a folder that holds something else', () => {
    expect(() => openPrepared(root)).toThrow(
      /holds no prepared data.*prepared into another folder: echonet prepare --dicom \S+ --out …$/,
    );
  });

  it('is refused when images are missing', () => {
    const file = path.join(directory, 'frames-0000.npy');
    writeFileSync(file, readFileSync(file).subarray(0, 100));
    expect(() => openPrepared(directory)).toThrow(/frames-0000.npy has 100 bytes instead of 224/);
  });

  it('is refused when its index is of another kind', () => {
    const file = path.join(directory, 'index.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace('"version":1', '"version":2'));
    expect(() => openPrepared(directory)).toThrow(
      /not of a kind that this version reads \(version/,
    );
  });
});

describe('planShards', () => {
  it('begins a shard before one grows too large, and never cuts a clip', () => {
    const parts = [2, 2, 5, 1].map((frameCount) => ({ frameCount }));
    const { places, shards } = planShards(parts, { size, channels: 1 }, 4 * 16);
    expect(shards).toEqual([
      { frames: 4, clips: 2 },
      { frames: 5, clips: 1 },
      { frames: 1, clips: 1 },
    ]);
    expect(places[1]).toEqual({ shard: 0, firstFrame: 2, mask: 1 });
  });
});

describe('npyHeader', () => {
  it('is what NumPy writes', () => {
    // numpy.save of zeros((2, 3), uint8), NumPy 2.1: 128 bytes of header.
    const header = npyHeader([2, 3]);
    expect(header.length % 64).toBe(0);
    expect(header.subarray(0, 8)).toEqual(Buffer.from('934e554d50590100', 'hex'));
    expect(header.readUInt16LE(8)).toBe(header.length - 10);
    expect(header.subarray(10).toString('latin1').trim()).toBe(
      "{'descr': '|u1', 'fortran_order': False, 'shape': (2, 3), }",
    );
  });
});
