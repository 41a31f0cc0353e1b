import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { PartStore } from './part-store';

const directory = mkdtempSync(path.join(os.tmpdir(), 'echonet-parts-'));
const size = 4;
const contract = { size, channels: 1, frameIntervalMs: 100, frameCount: 3 };
const images = {
  frames: new Uint8Array(3 * size * size).fill(7),
  mask: new Uint8Array(size * size).fill(1),
  facts: { labelledFrames: [0, 2], edFrame: 0, mmPerPixel: 0.5 },
};

describe('PartStore', () => {
  afterAll(() => rmSync(directory, { recursive: true }));

  it('finds what was stored, with its facts, under the same settings alone', async () => {
    const store = new PartStore(directory, contract, false);
    expect(await store.find('abc')).toBeUndefined();
    const part = await store.store('abc', images);
    expect(part.frameCount).toBe(3);
    expect(await store.find('abc')).toEqual(part);
    expect(part.facts).toEqual({
      ...images.facts,
      imagesSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    const other = new PartStore(directory, { ...contract, size: 5 }, false);
    expect(await other.find('abc')).toBeUndefined();
    expect(await new PartStore(directory, contract, true).find('abc')).toBeUndefined();
  });

  it('takes no cut-off file for whole images', async () => {
    const store = new PartStore(directory, contract, false);
    const { file } = await store.store('cut', images);
    const content = readFileSync(file);
    for (const length of [0, size * size, content.length - 1]) {
      writeFileSync(file, content.subarray(0, length));
      expect(await store.find('cut')).toBeUndefined();
    }
  });
});
