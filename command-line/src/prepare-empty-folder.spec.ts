import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { prepareEmptyFolder } from './prepare-empty-folder';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'echonet-folder-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('prepareEmptyFolder', () => {
  it('makes the folder and its parents', async () => {
    const deep = path.join(folder, 'a', 'b', 'c');
    await prepareEmptyFolder(deep);
    await prepareEmptyFolder(deep);
    expect(await readdir(deep)).toEqual([]);
  });

  it('names the reason why it cannot be used', async () => {
    const file = path.join(folder, 'file');
    await writeFile(file, '');
    const full = path.join(folder, 'full');
    await mkdir(full);
    await writeFile(path.join(full, 'x'), '');
    await expect(prepareEmptyFolder(file)).rejects.toThrow(/there is a file of this name/);
    await expect(prepareEmptyFolder(path.join(file, 'x'))).rejects.toThrow(/path is a file/);
    await expect(prepareEmptyFolder(full)).rejects.toThrow(/is not empty; name a new one/);
  });
});
