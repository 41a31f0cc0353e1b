import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL, fileURLToPath } from 'node:url';
import { createInterface } from 'node:readline';
import { describe, expect, it } from '@jest/globals';
import { makeInstance } from '@echonet/dicom/testing';
import { temporaryFolders } from '../../testing/temporary-folders';
import { Archive } from './archive';

const newFolder = temporaryFolders();
const here = path.dirname(fileURLToPath(import.meta.url));

/** Stores instance after instance and says the identifier of each once it is acknowledged. */
const storeForever = `
  const { Archive } = await import(process.argv[2]);
  const { makeInstance } = await import(process.argv[3]);
  const { writeFile } = await import('node:fs/promises');
  const archive = await Archive.open(process.argv[1]);
  for (let number = archive.catalogue.size; ; number++) {
    const file = archive.newIncomingFile();
    const uid = '1.2.3.' + process.pid + '.' + number;
    const pixels = Buffer.alloc(8 * 20000, number % 251);
    await writeFile(file, makeInstance({ SOPInstanceUID: uid, NumberOfFrames: 20000, pixels }));
    await archive.store(file);
    process.stdout.write(uid + '\\n');
  }
`;

/** Runs the storing process, kills it after some acknowledgements, and gives those. */
async function storeUntilKilled(
  directory: string,
  after: number,
  delayMs: number,
): Promise<string[]> {
  const modules = ['archive.ts', '../../../../dicom/src/testing/dicom-fixture.ts'].map(
    (file) => pathToFileURL(path.join(here, file)).href,
  );
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '-e', storeForever, directory, ...modules],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let complaints = '';
  child.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
  const acknowledged: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => {
    acknowledged.push(line);
    // Not at an acknowledgement but somewhere inside one of the next stores.
    if (acknowledged.length === after) {
      setTimeout(() => child.kill('SIGKILL'), delayMs);
    }
  });
  const [, signal] = (await once(child, 'close')) as [number | null, string | null];
  if (signal !== 'SIGKILL') {
    throw new Error(`The storing process ended by itself: ${complaints}`);
  }
  return acknowledged;
}

describe('an archive whose process is killed in the middle of storing', () => {
  it('holds everything that was acknowledged and nothing partial, time after time', async () => {
    const directory = await newFolder();
    const acknowledged: string[] = [];
    for (let round = 0; round < 5; round++) {
      acknowledged.push(...(await storeUntilKilled(directory, 5 + round, round * 1.3)));

      const archive = await Archive.open(directory);
      expect(archive.problems).toEqual([]);
      const stored = archive.catalogue.listInstances().map((entry) => entry.SOPInstanceUID);
      expect(stored).toEqual(expect.arrayContaining(acknowledged));
      // At most the one store in progress may have become whole without being acknowledged.
      expect(stored.length - acknowledged.length).toBeLessThanOrEqual(round + 1);
      for (const entry of archive.catalogue.listInstances()) {
        const file = await readFile(entry.file);
        expect(file).toHaveLength(
          makeInstance({
            SOPInstanceUID: entry.SOPInstanceUID,
            NumberOfFrames: 20000,
            pixels: Buffer.alloc(8 * 20000),
          }).length,
        );
        expect((await archive.describe(entry)).frames.frames).toHaveLength(20000);
      }
      expect(await readdir(path.join(directory, 'incoming'))).toEqual([]);
      await archive.close();
    }
  });
});
