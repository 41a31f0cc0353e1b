import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { writePreparedFixture } from '../../data/prepared/prepared-fixture';
import { readStructureBatch } from './read-structure-batch';

const folder = mkdtempSync(path.join(os.tmpdir(), 'echonet-batch-'));
const size = 4;

describe('readStructureBatch', () => {
  afterAll(() => rmSync(folder, { recursive: true }));

  it('counts as background what a frame does not mark, frame by frame', async () => {
    const names = ['none', 'LV', 'LA'];
    const clip = {
      patientId: 'p',
      labels: {},
      frames: Uint8Array.from({ length: 2 * size ** 2 }, (_, i) => 5 * i),
      mask: new Uint8Array(size ** 2).fill(1),
      structures: new Uint8Array(2 * size ** 2).fill(1),
      facts: { frameStructures: [['LV', 'LA'], ['LV']] },
    };
    const { clips } = await writePreparedFixture(folder, size, [clip], names);
    const [{ images }] = clips;
    const { merge, shares, present } = await readStructureBatch(
      [0, 1].map((frameIndex) => ({ images, frameIndex, set: 0 })),
      {
        size,
        outputSize: 2,
        structures: ['background', 'LV', 'LA'],
        sets: [{ size, channels: 1, names, labelled: ['LV', 'LA'] }],
        flipProbability: 0,
      },
    );
    // Rows are classes: the atrium of the second frame is part of the background there.
    const [first, second] = [merge.slice(0, 9), merge.slice(9)].map((rows) => [...rows]);
    expect(first).toEqual([1, 0, 0, 0, 1, 0, 0, 0, 1]);
    expect(second).toEqual([1, 0, 0, 0, 1, 0, 1, 0, 0]);
    expect([...present]).toEqual([0, 1, 1]);
    expect([...shares.slice(0, 3)]).toEqual([0, 1, 0]);
  });
});
