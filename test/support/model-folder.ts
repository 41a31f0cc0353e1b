import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { ReadModelFile } from '@echonet/models';

/** Reads the files of a model's folder, as buffers of their own. */
export function readerOfFolder(folder: string): ReadModelFile {
  return async (name) => {
    const { buffer, byteOffset, length } = await readFile(path.join(folder, name));
    return buffer.slice(byteOffset, byteOffset + length);
  };
}
