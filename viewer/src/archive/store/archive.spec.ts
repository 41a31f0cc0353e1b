import { readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { makeInstance, type FixtureOptions } from '@echonet/dicom/testing';
import { temporaryFolders } from '../../testing/temporary-folders';
import { Archive } from './archive';
import type { CatalogueEntry } from './catalogue';

const newFolder = temporaryFolders();

async function storeBytes(archive: Archive, bytes: Buffer): Promise<CatalogueEntry> {
  const file = archive.newIncomingFile();
  await writeFile(file, bytes);
  return archive.store(file);
}

const store = (archive: Archive, options: FixtureOptions): Promise<CatalogueEntry> =>
  storeBytes(archive, makeInstance(options));

describe('Archive', () => {
  it('holds what it stored, byte for byte, after it was closed and opened', async () => {
    const directory = await newFolder();
    const first = await Archive.open(directory);
    await store(first, { SOPInstanceUID: '1.1' });
    await store(first, { SOPInstanceUID: '1.2', SeriesInstanceUID: '9' });
    await first.close();

    const second = await Archive.open(directory);
    expect(
      second.catalogue
        .listInstances()
        .map((entry) => entry.SOPInstanceUID)
        .sort(),
    ).toEqual(['1.1', '1.2']);
    const entry = second.catalogue.findInstance('1.1') as CatalogueEntry;
    expect(await second.readFile(entry)).toEqual(makeInstance({ SOPInstanceUID: '1.1' }));
    await second.close();
  });

  it('takes the same bytes twice and refuses other bytes under the same identifier', async () => {
    const archive = await Archive.open(await newFolder());
    await store(archive, { PatientID: 'P1' });
    await store(archive, { PatientID: 'P1' });
    await expect(store(archive, { PatientID: 'P2' })).rejects.toThrow(/the stored one is kept/);
    expect(archive.catalogue.size).toBe(1);
    await archive.close();
  });

  it('stores one of several different instances that arrive at once under one identifier', async () => {
    const archive = await Archive.open(await newFolder());
    const arrivals = ['A', 'B', 'C'].map((PatientID) => store(archive, { PatientID }));
    const outcomes = await Promise.allSettled(arrivals);
    // Which of them is stored is open: each file is written before it is handed over.
    expect(outcomes.map(({ status }) => status).sort()).toEqual([
      'fulfilled',
      'rejected',
      'rejected',
    ]);
    expect(archive.catalogue.size).toBe(1);
    await archive.close();
  });

  it('leaves nothing behind of a file that it refuses', async () => {
    const directory = await newFolder();
    const archive = await Archive.open(directory);
    await expect(storeBytes(archive, Buffer.from('nonsense'))).rejects.toThrow(/no DICOM/);
    expect(await readdir(path.join(directory, 'incoming'))).toEqual([]);
    expect(await readdir(path.join(directory, 'studies'))).toEqual([]);
    await archive.close();
  });

  it('forgets half-arrived files and reads headers anew that are missing, torn or out of date', async () => {
    const directory = await newFolder();
    const first = await Archive.open(directory);
    const entries = [];
    for (const SOPInstanceUID of ['1.1', '1.2', '1.3']) {
      entries.push(await store(first, { SOPInstanceUID }));
    }
    await writeFile(first.newIncomingFile(), 'half of a fi');
    await first.close();
    const record = (entry: CatalogueEntry): string => entry.file.replace(/dcm$/, 'json');
    await rm(record(entries[0]));
    await writeFile(record(entries[1]), '{"recordVersion":1,"fileSi');
    await writeFile(entries[2].file, makeInstance({ SOPInstanceUID: '1.3', PatientID: 'changed' }));
    await utimes(entries[2].file, new Date(), new Date(Date.now() + 5000));

    const second = await Archive.open(directory);
    expect(second.catalogue.size).toBe(3);
    expect(second.problems).toEqual([]);
    expect(second.catalogue.findInstance('1.3')?.attributes['00100020'].Value).toEqual(['changed']);
    expect(await readdir(path.join(directory, 'incoming'))).toEqual([]);
    expect(JSON.parse(await readFile(record(entries[1]), 'utf8'))).toMatchObject({
      recordVersion: 2,
    });
    await second.close();
  });

  it('leaves out a file that was damaged on disk, says which, and keeps the rest', async () => {
    const directory = await newFolder();
    const first = await Archive.open(directory);
    const damaged = await store(first, { SOPInstanceUID: '1.1' });
    await store(first, { SOPInstanceUID: '1.2' });
    await first.close();
    await writeFile(damaged.file, 'overwritten');

    const second = await Archive.open(directory);
    expect(second.catalogue.listInstances().map((entry) => entry.SOPInstanceUID)).toEqual(['1.2']);
    expect(second.problems).toEqual([expect.stringContaining(`${damaged.file} is left out`)]);
    await second.close();
  });

  it('refuses a folder that a living process writes to, and takes over from a dead one', async () => {
    const directory = await newFolder();
    await writeFile(path.join(directory, 'lock'), String(process.ppid));
    await expect(Archive.open(directory)).rejects.toThrow(/is in use by process/);
    await writeFile(path.join(directory, 'lock'), '999999999');
    await (await Archive.open(directory)).close();
  });

  it('says what is wrong with a folder that cannot be used', async () => {
    const file = path.join(await newFolder(), 'file');
    await writeFile(file, '');
    await expect(Archive.open(path.join(file, 'archive'))).rejects.toThrow(
      /^The archive folder .* cannot be used/,
    );
  });
});
