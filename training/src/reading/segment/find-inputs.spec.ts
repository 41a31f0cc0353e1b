import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findInputs } from './find-inputs';

const directory = mkdtempSync(path.join(os.tmpdir(), 'echonet-inputs-'));
const inDirectory = (...names: string[]) => path.join(directory, ...names);

describe('findInputs', () => {
  beforeAll(() => {
    for (const file of [
      'study/a.dcm',
      'study/deeper/a.dcm',
      'study/deeper/b.nii.gz',
      'study/deeper/b_gt.nii.gz',
      'study/1.2.840.5',
      'study/labels.csv',
      'study/.hidden',
      'other/a.avi',
      'other/c.PNG',
      'still/b.jpg',
      'still/b.png',
      'empty/notes.txt',
    ]) {
      mkdirSync(path.dirname(inDirectory(file)), { recursive: true });
      writeFileSync(inDirectory(file), '');
    }
  });
  afterAll(() => rmSync(directory, { recursive: true }));

  it('finds files in all folders below, and names results without the suffix', async () => {
    const found = await findInputs([inDirectory('study'), inDirectory('other', 'c.PNG')]);
    expect(found.map(({ name, stem }) => [name, stem])).toEqual([
      ['1.2.840.5', '1.2.840.5'],
      ['a.dcm', 'a'],
      ['deeper/a.dcm', 'deeper/a'],
      ['deeper/b.nii.gz', 'deeper/b'],
      ['c.PNG', 'c'],
    ]);
  });

  it('takes a file that is named, whatever its name', async () => {
    const [found] = await findInputs([inDirectory('study', 'deeper', 'b_gt.nii.gz')]);
    expect(found.stem).toBe('b_gt');
  });

  it('refuses two files whose results would have the same name', async () => {
    await expect(findInputs([inDirectory('study'), inDirectory('other')])).rejects.toThrow(
      /study.a\.dcm and .*other.a\.avi would both be written to a\.json; name the folder above both/,
    );
    await expect(
      findInputs([inDirectory('still', 'b.jpg'), inDirectory('still', 'b.png')]),
    ).rejects.toThrow(/b\.jpg and .*b\.png would both be written to b\.json; rename one/);
  });

  it('names what is missing or empty', async () => {
    await expect(findInputs([inDirectory('none')])).rejects.toThrow(/none does not exist/);
    await expect(findInputs([inDirectory('empty')])).rejects.toThrow(/no clips in .*empty/);
  });
});
