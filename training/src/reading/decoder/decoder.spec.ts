import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readClipHeader } from '@echonet/dicom';
import { readCine } from '@echonet/dicom/node';
import { ClipRefusal, locateSector, prepareImage, type FramePixels } from '@echonet/models/image';
import { clipFile, withDamagedFrame } from '../reading-fixture';
import { ClipFile } from './clip-file';
import { Decoder } from './decoder';
import { DecoderDeath, DecoderFailure } from './failures';

const grid = { frameIntervalMs: 200, frameCount: 3 };
const format = { size: 32, channels: 1 };

let folder: string;
let [whole, damaged, text] = ['', '', ''];
let content: Uint8Array;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'echonet-decoder-'));
  [whole, damaged, text] = ['whole.dcm', 'damaged.dcm', 'text.bin'].map((name) =>
    path.join(folder, name),
  );
  content = await clipFile();
  await writeFile(whole, content);
  const jpeg = await clipFile({ transferSyntax: 'jpeg-baseline', frameCount: 5 });
  await writeFile(damaged, withDamagedFrame(jpeg, 2));
  await writeFile(text, 'no clip');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a clip in another process', () => {
  const decoder = new Decoder();
  afterAll(() => decoder.close());

  it('has the images that the code of the viewer makes of it', async () => {
    const facts = await decoder.open(whole);
    expect(facts.refusal).toBeUndefined();
    expect(facts.StudyDate).toMatch(/^\d{8}$/);
    expect(facts.times?.timesMs).toHaveLength(6);
    const located = await decoder.locate(grid);
    expect(located.frameIndices).toEqual([0, 2, 4]);
    const cine = await readCine(content);
    const pixels: FramePixels[] = [];
    for (const index of located.frameIndices) {
      pixels.push(await cine.frame(index));
    }
    const { SequenceOfUltrasoundRegions } = readClipHeader(cine.instance);
    const sector = locateSector(pixels, SequenceOfUltrasoundRegions);
    expect(located.sector.outline).toEqual(sector.outline);
    const frame = 3;
    expect(await decoder.image(frame, format)).toEqual({
      image: prepareImage(await cine.frame(frame), sector, format),
    });
  });

  it('fails with the reason why it cannot be opened', async () => {
    const failure = await decoder.open(text).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(DecoderFailure);
    expect(failure).not.toBeInstanceOf(DecoderDeath);
    expect((failure as Error).message).toMatch(/cannot be read as DICOM/);
  });

  it('fails alone when the process is killed, and the next file is opened by a new one', async () => {
    await decoder.open(whole);
    const first = decoder.processId!;
    const underWay = decoder.locate(grid);
    process.kill(first, 'SIGKILL');
    await expect(underWay).rejects.toThrow(/ended by SIGKILL on this file/);
    await expect(decoder.image(0, format)).rejects.toThrow(/open the file again/);
    expect((await decoder.open(whole)).times?.timesMs).toHaveLength(6);
    expect(decoder.processId).not.toBe(first);
  });

  it('fails when it takes too long', async () => {
    const hasty = new Decoder({ patienceMs: 1 });
    await expect(hasty.open(whole)).rejects.toThrow(/took longer than 0.001 s on this file/);
    expect(hasty.processId).toBeUndefined();
  });
});

describe('a clip with a damaged frame', () => {
  it('is located without it, and says so', async () => {
    const file = new ClipFile();
    await file.open(damaged);
    const located = await file.locate({ frameIntervalMs: 100, frameCount: 5 });
    expect(located.frameIndices).toEqual([0, 1, 3, 4]);
    expect(located.notes).toContainEqual(expect.stringMatching(/Frame left out. Frame 3/));
    expect(await file.image(2, format)).toEqual({ problem: expect.stringMatching(/^Frame 3/) });
  });

  it('is refused when fewer than half of the frames that the network reads are left', async () => {
    const file = new ClipFile();
    await file.open(damaged);
    await expect(file.locate({ frameIntervalMs: 200, frameCount: 2 })).resolves.toMatchObject({
      frameIndices: [0],
    });
    const jpeg = await clipFile({ transferSyntax: 'jpeg-baseline', frameCount: 3 });
    const worse = path.join(folder, 'worse.dcm');
    await writeFile(worse, withDamagedFrame(withDamagedFrame(jpeg, 0), 2));
    await file.open(worse);
    const refusal = await file
      .locate({ frameIntervalMs: 100, frameCount: 3 })
      .catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(ClipRefusal);
    expect((refusal as Error).message).toMatch(/2 of 3 frames not readable. Frame 1/);
  });
});
