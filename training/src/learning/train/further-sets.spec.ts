import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import type { Cohort } from '../../data/prepared/open-prepared';
import { writePreparedFixture } from '../../data/prepared/prepared-fixture';
import { readSplit, writeSplit } from '../../data/split/split-file';
import type { SplitSet } from '../../data/split/split-set';
import { openFurther, reopenFurther } from './further-sets';

const directory = mkdtempSync(path.join(os.tmpdir(), 'echonet-further-'));
const splitOf = (name: string) => path.join(directory, name, 'split.csv');

async function prepared(
  name: string,
  patients: Readonly<Record<string, SplitSet>>,
  size = 8,
): Promise<Cohort> {
  const clips = Object.keys(patients).map((patientId) => ({
    patientId,
    labels: { EF: 50 },
    frames: new Uint8Array(2 * size * size).fill(90),
    mask: new Uint8Array(size * size).fill(1),
  }));
  const cohort = await writePreparedFixture(path.join(directory, name), size, clips);
  writeSplit(splitOf(name), new Map(Object.entries(patients)));
  return cohort;
}

const sourceOf = (name: string) => ({
  data: path.join(directory, name),
  split: splitOf(name),
  share: 0.5,
});

describe('further data', () => {
  afterAll(() => rmSync(directory, { recursive: true }));

  it('give their training patients alone, and the same again to a resumed run', async () => {
    const cohort = await prepared('own', { a: 'train', b: 'validation', c: 'test' });
    const own = { cohort, split: readSplit(splitOf('own'), cohort.clips) };
    const other = await prepared('other', { d: 'train', e: 'train', f: 'validation', g: 'test' });
    const opened = openFurther(sourceOf('other'), own);
    expect(opened.clips.map(({ patientId }) => patientId)).toEqual(['d', 'e']);
    const { fingerprint } = other;
    const record = { fingerprint, train: opened.train, source: 'test', simulated: true };
    const again = reopenFurther(sourceOf('other'), { ...record, patientsOfTask: {} });
    expect(again).toEqual({ source: 'test', clips: opened.clips, share: 0.5 });

    await prepared('larger', { h: 'train', i: 'validation', j: 'test' }, 16);
    expect(() => openFurther(sourceOf('larger'), own)).toThrow(
      /has images of 16 pixels and 1 channels.* of 8 and 1; prepare both with the same --size/,
    );
    await prepared('leaking', { c: 'train', i: 'validation', j: 'test' });
    expect(() => openFurther(sourceOf('leaking'), own)).toThrow(
      /^1 training patients of .* \(such as c\) are validation, calibration or test patients/,
    );
  });
});
