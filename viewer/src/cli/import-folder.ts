import { copyFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { messageOf, UserError } from '@echonet/command-line';
import type { Archive } from '../archive/store/archive';

export interface ImportReport {
  stored: number;
  /** Number of files already stored with the same content. */
  known: number;
  refused: { file: string; sentence: string }[];
  /** Stored files that deviate from the standard. */
  odd: { file: string; sentence: string }[];
}

/** Maximum number of rejected or odd files that are listed; the rest are counted. */
const longestList = 20;

/**
 * Adds the DICOM files of a folder and its subfolders to an archive and says what became of them.
 *
 * @param isWanted tells by its relative path whether a file is to be looked at at all
 * @throws UserError when the folder cannot be read.
 */
export async function importFolder(
  archive: Archive,
  folder: string,
  log: (line: string) => void,
  isWanted: (file: string) => boolean = () => true,
): Promise<ImportReport> {
  const { files: all, links } = await listFiles(folder);
  const files = all.filter(isWanted);
  const report: ImportReport = { stored: 0, known: 0, refused: [], odd: [] };
  let shown = Date.now();
  for (const [index, file] of files.entries()) {
    await importFile(archive, folder, file, report);
    if (Date.now() - shown > 2000) {
      log(`  ${index + 1} of ${files.length} files`);
      shown = Date.now();
    }
  }
  log(summarise(folder, report));
  if (links > 0) {
    log(`  ${links} symbolic links are not followed: name the folders that they lead to`);
  }
  logList(log, 'refused', report.refused);
  logList(log, 'stored, though odd,', report.odd);
  return report;
}

function logList(
  log: (line: string) => void,
  what: string,
  files: readonly { file: string; sentence: string }[],
): void {
  for (const { file, sentence } of files.slice(0, longestList)) {
    log(`  ${what} ${file}: ${sentence}`);
  }
  const unlisted = files.length - longestList;
  if (unlisted > 0) {
    log(`  and ${unlisted} more`);
  }
}

async function listFiles(folder: string): Promise<{ files: string[]; links: number }> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
      .sort();
    return { files, links: entries.filter((entry) => entry.isSymbolicLink()).length };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reason =
      code === 'ENOENT'
        ? 'it does not exist'
        : code === 'ENOTDIR'
          ? 'it is no folder'
          : code === 'EACCES'
            ? 'you may not read it'
            : messageOf(error);
    throw new UserError(`The folder ${folder} cannot be read: ${reason}.`);
  }
}

async function importFile(
  archive: Archive,
  folder: string,
  file: string,
  report: ImportReport,
): Promise<void> {
  const before = archive.catalogue.size;
  try {
    const incoming = archive.newIncomingFile();
    await copyFile(path.join(folder, file), incoming);
    let notes: readonly string[] = [];
    await archive.store(incoming, (instance) => {
      ({ notes } = instance);
    });
    if (notes.length > 0) {
      report.odd.push({ file, sentence: notes.join(' ') });
    }
    if (archive.catalogue.size > before) {
      report.stored++;
    } else {
      report.known++;
    }
  } catch (error) {
    report.refused.push({ file, sentence: messageOf(error) });
  }
}

function summarise(folder: string, { stored, known, refused }: ImportReport): string {
  const parts = [`${stored} stored`];
  if (known > 0) {
    parts.push(`${known} there already`);
  }
  if (refused.length > 0) {
    parts.push(`${refused.length} refused`);
  }
  return `${folder}: ${parts.join(', ')}`;
}
