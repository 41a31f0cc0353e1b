import { copyFile, readdir, stat } from 'node:fs/promises';
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
 * Adds a DICOM file, or those of a folder and its subfolders, to an archive and says what became of them.
 *
 * @param source folder or file
 * @param isWanted tells by its relative path whether a file is to be looked at at all
 * @throws UserError when it cannot be read.
 */
export async function importFolder(
  archive: Archive,
  source: string,
  log: (line: string) => void,
  isWanted: (file: string) => boolean = () => true,
): Promise<ImportReport> {
  const { folder, files: all, links } = await listFiles(source);
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
  log(summarise(source, report));
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

interface FoundFiles {
  readonly folder: string;
  /** Relative to the folder. */
  readonly files: readonly string[];
  /** Number of symbolic links. */
  readonly links: number;
}

async function listFiles(source: string): Promise<FoundFiles> {
  try {
    if ((await stat(source)).isFile()) {
      return { folder: path.dirname(source), files: [path.basename(source)], links: 0 };
    }
    const entries = await readdir(source, { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(source, path.join(entry.parentPath, entry.name)))
      .sort();
    const links = entries.filter((entry) => entry.isSymbolicLink()).length;
    return { folder: source, files, links };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reason =
      code === 'ENOENT'
        ? 'it does not exist'
        : code === 'EACCES'
          ? 'you may not read it'
          : messageOf(error);
    throw new UserError(`${source} cannot be read: ${reason}.`);
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
