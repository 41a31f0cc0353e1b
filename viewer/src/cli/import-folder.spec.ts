import { mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { makeInstance } from '@echonet/dicom/testing';
import { Archive } from '../archive/store/archive';
import { temporaryFolders } from '../testing/temporary-folders';
import { importFolder } from './import-folder';

const newFolder = temporaryFolders();

describe('importFolder', () => {
  it('stores the DICOM files of all subfolders and says which others were refused, and why', async () => {
    const folder = await newFolder();
    await mkdir(path.join(folder, 'a/b'), { recursive: true });
    await writeFile(path.join(folder, 'one.dcm'), makeInstance({ SOPInstanceUID: '1.1' }));
    await writeFile(path.join(folder, 'a/b/two'), makeInstance({ SOPInstanceUID: '1.2' }));
    await writeFile(path.join(folder, 'a/labels.csv'), 'PatientID,EF');
    const archive = await Archive.open(await newFolder());
    const lines: string[] = [];

    const report = await importFolder(archive, folder, (line) => lines.push(line));
    expect(report).toMatchObject({ stored: 2, known: 0 });
    expect(lines).toEqual([
      `${folder}: 2 stored, 1 refused`,
      expect.stringMatching(/^ {2}refused a\/labels\.csv: It is no DICOM Part 10 file/),
    ]);

    expect(await importFolder(archive, folder, () => undefined)).toMatchObject({
      stored: 0,
      known: 2,
    });
    await archive.close();
  });

  it('says what was odd about a stored file, and that links are not followed', async () => {
    const folder = await newFolder();
    const delimiter = Buffer.from('feffdde000000000', 'hex');
    await writeFile(path.join(folder, 'odd.dcm'), Buffer.concat([makeInstance(), delimiter]));
    await symlink(path.join(folder, 'odd.dcm'), path.join(folder, 'link.dcm'));
    const archive = await Archive.open(await newFolder());
    const lines: string[] = [];
    await importFolder(archive, folder, (line) => lines.push(line));
    expect(lines).toEqual([
      `${folder}: 1 stored`,
      '  1 symbolic links are not followed: name the folders that they lead to',
      '  stored, though odd, odd.dcm: A sequence delimiter stands outside of its sequences.',
    ]);
    await archive.close();
  });

  it('stores a single file', async () => {
    const folder = await newFolder();
    const file = path.join(folder, 'one.dcm');
    await writeFile(file, makeInstance());
    await writeFile(path.join(folder, 'other.dcm'), makeInstance({ SOPInstanceUID: '1.9' }));
    const lines: string[] = [];
    const archive = await Archive.open(await newFolder());
    expect(await importFolder(archive, file, (line) => lines.push(line))).toMatchObject({
      stored: 1,
      refused: [],
    });
    expect(lines).toEqual([`${file}: 1 stored`]);
    await archive.close();
  });

  it('says in a sentence that a folder cannot be read', async () => {
    const archive = await Archive.open(await newFolder());
    const missing = path.join(await newFolder(), 'missing');
    await expect(importFolder(archive, missing, () => undefined)).rejects.toThrow(
      `${missing} cannot be read: it does not exist.`,
    );
    await archive.close();
  });
});
