import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** File reader for loadModel. */
export function modelFolderReader(folder: string): (name: string) => Promise<ArrayBuffer> {
  return async (name) => new Uint8Array(await readFile(path.join(folder, name))).buffer;
}
