import { mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';

/** Flushes a file or folder to disk (fsync). */
export async function flushToDisk(fileOrFolder: string): Promise<void> {
  const handle = await open(fileOrFolder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Creates a folder and its missing parents, each flushed to disk. */
export async function makeFolder(folder: string): Promise<void> {
  const firstMade = await mkdir(folder, { recursive: true });
  if (firstMade === undefined) {
    return;
  }
  for (let made = folder; ; made = path.dirname(made)) {
    await flushToDisk(path.dirname(made));
    if (made === firstMade) {
      return;
    }
  }
}

/**
 * Renames a complete, flushed file to its final path in one step: after a crash the path holds all
 * of it or nothing.
 */
export async function moveIntoPlace(temporary: string, destination: string): Promise<void> {
  await rename(temporary, destination);
  await flushToDisk(path.dirname(destination));
}

/** Writes text to a new file, by way of a temporary one beside the archive's other arrivals. */
export async function writeDurably(
  temporary: string,
  destination: string,
  text: string,
): Promise<void> {
  const handle = await open(temporary, 'w');
  try {
    await handle.writeFile(text);
    await handle.sync();
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  } finally {
    await handle.close();
  }
  await moveIntoPlace(temporary, destination);
}
