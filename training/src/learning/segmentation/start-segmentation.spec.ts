import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { writePreparedFixture } from '../../data/prepared/prepared-fixture';
import { writeSplit } from '../../data/split/split-file';
import { describeSources } from './start-segmentation';

const folder = mkdtempSync(path.join(os.tmpdir(), 'echonet-sources-'));
const size = 4;

const clip = (patientId: string, view: string, labelledFrames?: readonly number[]) => ({
  patientId,
  view,
  labels: {},
  frames: new Uint8Array(size ** 2).fill(100),
  mask: new Uint8Array(size ** 2).fill(1),
  structures: new Uint8Array(size ** 2).fill(1),
  facts: { labelledFrames },
});

describe('the sources of a segmentation run', () => {
  afterAll(() => rmSync(folder, { recursive: true }));

  it('have the view of the training clips whose structures are known', async () => {
    const clips = [
      clip('train', 'A4C'),
      clip('train', 'PLAX', []),
      clip('validation', 'A2C'),
      clip('test', 'A2C'),
    ];
    await writePreparedFixture(folder, size, clips, ['none', 'LV'], ['LV']);
    const split = path.join(folder, 'split.csv');
    writeSplit(split, new Map((['train', 'validation', 'test'] as const).map((set) => [set, set])));
    const { view } = describeSources({
      ...{ sources: [{ data: folder, split, share: 1 }], inputSize: size, seed: 1 },
      ...{ levelChannels: [8], levelBlocks: [0], steps: 1, batchSize: 1, learningRate: 1e-3 },
      ...{ weightDecay: 0, flipProbability: 0 },
    });
    expect(view).toBe('A4C');
  });
});
