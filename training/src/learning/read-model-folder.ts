import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** Reads the files of an exported model by name, as loadModel asks for them. */
export function modelFolderReader(folder: string): (name: string) => Promise<ArrayBuffer> {
  return async (name) => new Uint8Array(await readFile(path.join(folder, name))).buffer;
}
