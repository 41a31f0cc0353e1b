import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { FrameCache, readFrame } from './frame-cache';

const contract = { size: 4, channels: 1, frameIntervalMs: 100, frameCount: 20 };
const directory = mkdtempSync(path.join(os.tmpdir(), 'echonet-cache-'));
const clip = {
  frames: Uint8Array.from({ length: 3 * 16 }, (_, index) => index),
  mask: Uint8Array.from({ length: 16 }, (_, index) => index % 2),
};

describe('FrameCache', () => {
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  it('gives back each frame and the mask of what was stored', async () => {
    const cache = new FrameCache(directory, contract);
    await cache.store('ab12', clip);
    const found = cache.find('ab12');
    expect(found?.frameCount).toBe(3);
    for (const frameIndex of [0, 1, 2]) {
      const { frame, mask } = readFrame(found!, frameIndex, contract);
      expect(frame).toEqual(clip.frames.slice(frameIndex * 16, (frameIndex + 1) * 16));
      expect(mask).toEqual(clip.mask);
    }
  });

  it('does not take the pictures of another clip or another input contract', async () => {
    await new FrameCache(directory, contract).store('ab12', clip);
    expect(new FrameCache(directory, contract).find('ab13')).toBeUndefined();
    const other = { ...contract, frameIntervalMs: 50 };
    expect(new FrameCache(directory, other).find('ab12')).toBeUndefined();
  });
});
