import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';

/**
 * All files in a folder and the folders in it, hidden ones left out: names relative to the folder, with
 * `/` between folders, sorted. A link to a file counts as the file, since data sets are often laid out
 * by links; links to folders are not followed, which cannot go round in circles.
 *
 * @throws the file system's error where the folder cannot be read
 */
export async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = await Promise.all(
    entries.map(async (entry) => {
      const file = path.join(entry.parentPath, entry.name);
      const isFile = entry.isSymbolicLink() ? await isLinkToFile(file) : entry.isFile();
      return isFile && !entry.name.startsWith('.') ? path.relative(folder, file) : [];
    }),
  );
  return names
    .flat()
    .map((name) => name.replaceAll(path.sep, '/'))
    .sort();
}

async function isLinkToFile(link: string): Promise<boolean> {
  try {
    return (await stat(link)).isFile();
  } catch {
    return false;
  }
}
