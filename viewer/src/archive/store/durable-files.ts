import { mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';

/** Forces what was written to a file or folder onto the disk. */
export async function flushToDisk(fileOrFolder: string): Promise<void> {
  const handle = await open(fileOrFolder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes a folder and its missing parents, each of them on disk when it returns. */
export async function makeFolder(folder: string): Promise<void> {
  const firstMade = await mkdir(folder, { recursive: true });
  if (firstMade === undefined) return;
  for (let made = folder; ; made = path.dirname(made)) {
    await flushToDisk(path.dirname(made));
    if (made === firstMade) return;
  }
}

/**
 * Moves a finished, flushed file to its place in one step: a reader, or a process that starts after
 * a power cut, sees either all of it or nothing.
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
