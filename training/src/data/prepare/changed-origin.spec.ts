import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { findCamus, findPatientFiles } from '../sources/camus';
import { fanImage, fixtureSize, writeCamusPatient } from '../sources/camus/camus-fixture';
import type { ClipOrigin } from './candidate';
import { prepareOrigin } from './prepare-origin';
import { turnImages } from './views/turn-images';

const root = mkdtempSync(path.join(os.tmpdir(), 'echonet-changed-'));
const size = 64;
const input = { size, channels: 1, frameIntervalMs: 400, frameCount: 2 };

afterAll(() => rmSync(root, { recursive: true }));

async function imagesOf(origin: ClipOrigin) {
  const parts = path.join(root, 'parts');
  const { part, contentHash } = await prepareOrigin({ origin, input, structures: false, parts });
  const bytes = new Uint8Array(readFileSync(part!.file));
  const frames = bytes.subarray(0, part!.frameCount * size * size);
  return { frames, mask: bytes.subarray(frames.length), contentHash };
}

describe('preparing changed images', () => {
  it('prepares those of the source, and changes them', async () => {
    writeCamusPatient(root, 'patient0001');
    const { files } = findPatientFiles(findCamus(root), 'patient0001', 'A4C');
    const of: ClipOrigin = { format: 'camus', files: files!, marks: {} };
    const turn = { upsideDown: false, mirrored: true };
    const plain = await imagesOf(of);
    const mirrored = await imagesOf({ format: 'changed', of, change: { key: 'a', turn } });
    const expected = turnImages(plain, turn, size);
    expect([...mirrored.frames]).toEqual([...expected.frames]);
    expect([...mirrored.mask]).toEqual([...expected.mask]);
    const change = { key: 'b', twoChambers: true };
    const two = await imagesOf({ format: 'changed', of, change });
    const hashes = [plain, mirrored, two].map(({ contentHash }) => contentHash);
    expect(new Set(hashes).size).toBe(3);
    expect([...two.frames]).not.toEqual([...plain.frames]);
  });

  it('prepares a still, and takes its look', async () => {
    const { columns: width, rows: height } = fixtureSize;
    const raw = { width, height, channels: 1 as const };
    const file = path.join(root, 'still.png');
    await sharp(fanImage('still'), { raw }).png().toFile(file);
    const style: ClipOrigin = { format: 'still', file };
    const still = await imagesOf(style);
    expect(still.frames).toHaveLength(size * size);
    expect(still.mask.includes(1)).toBe(true);
    const { files } = findPatientFiles(findCamus(root), 'patient0001', 'A4C');
    const of: ClipOrigin = { format: 'camus', files: files!, marks: {} };
    const change = { key: 'c', takesStyle: true };
    const styled = await imagesOf({ format: 'changed', of, change, style });
    const again = await imagesOf({ format: 'changed', of, change, style });
    expect(styled).toEqual(again);
    expect([...styled.frames]).not.toEqual([...(await imagesOf(of)).frames]);
  });
});
