import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { create } from 'tar';
import { temporaryFolders } from '../testing/temporary-folders';
import { defaultOhifVersion, fetchOhif, npmPack } from './fetch-ohif';

const newFolder = temporaryFolders();

/** Makes a tarball that looks like the viewer's package and is not. */
async function forgedPackage(_version: string, folder: string): Promise<string> {
  await mkdir(path.join(folder, 'package/dist'), { recursive: true });
  await writeFile(path.join(folder, 'package/dist/index.html'), 'forged');
  const file = path.join(folder, 'forged.tgz');
  await create({ file, cwd: folder, gzip: true }, ['package']);
  return file;
}

describe('fetchOhif', () => {
  it('uses what is unpacked already', async () => {
    const cacheDirectory = await newFolder();
    const dist = path.join(cacheDirectory, defaultOhifVersion, 'dist');
    await mkdir(dist, { recursive: true });
    await writeFile(path.join(dist, 'index.html'), '');
    const download = (): Promise<string> => Promise.reject(new Error('not needed'));
    expect(await fetchOhif({ cacheDirectory, download })).toBe(dist);
  });

  it('refuses a package with another hash than the recorded one, and keeps nothing of it', async () => {
    const cacheDirectory = await newFolder();
    await expect(fetchOhif({ cacheDirectory, download: forgedPackage })).rejects.toThrow(
      /its SHA-512 differs, so it is not used/,
    );
    expect(await readdir(cacheDirectory)).toEqual([]);
  });

  it('names the versions it knows when asked for another', async () => {
    await expect(fetchOhif({ cacheDirectory: '/nowhere', version: '1.0.0' })).rejects.toThrow(
      /OHIF 1\.0\.0 is not known here; choose one of .*3\.13\.2/,
    );
  });

  it('says in one sentence that the registry cannot be reached', async () => {
    const environment = { ...process.env, npm_config_registry: 'http://127.0.0.1:1/' };
    const download = (version: string, folder: string): Promise<string> =>
      npmPack(version, folder, environment);
    await expect(fetchOhif({ cacheDirectory: await newFolder(), download })).rejects.toThrow(
      /^The OHIF viewer .* could not be fetched from the npm registry \(E\w+\): connect/,
    );
  });
});
