import { rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Writes a file under the name `<file>.part` and renames it, so that a file of the final name is
 * always complete.
 *
 * @throws Error naming the file when its content cannot be made or it cannot be written
 */
export async function writeWhole(
  file: string,
  content: () => Uint8Array | Promise<Uint8Array>,
): Promise<void> {
  const unfinished = `${file}.part`;
  try {
    await writeFile(unfinished, await content());
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw new Error(`${path.basename(file)} cannot be written: ${(error as Error).message}`, {
      cause: error,
    });
  }
}
