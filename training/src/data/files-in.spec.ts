import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { filesIn } from './files-in';

describe('the files in a folder', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'echonet-files-in-'));
    await mkdir(path.join(folder, 'data/b'), { recursive: true });
    await writeFile(path.join(folder, 'data/b/clip.dcm'), '');
    await writeFile(path.join(folder, 'data/a.dcm'), '');
    await writeFile(path.join(folder, 'data/.hidden'), '');
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('are named with their folders, sorted, without hidden ones', async () => {
    expect(await filesIn(path.join(folder, 'data'))).toEqual(['a.dcm', 'b/clip.dcm']);
  });

  it('hold the files that links lead to, but neither broken links nor folders', async () => {
    const linked = path.join(folder, 'linked');
    await mkdir(linked);
    await symlink(path.join(folder, 'data/a.dcm'), path.join(linked, 'link.dcm'));
    await symlink(path.join(folder, 'data/lost.dcm'), path.join(linked, 'broken.dcm'));
    await symlink(linked, path.join(linked, 'circle'));
    expect(await filesIn(linked)).toEqual(['link.dcm']);
  });
});
