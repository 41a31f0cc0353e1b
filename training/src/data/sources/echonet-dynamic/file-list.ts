import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseTable, type TableRow } from '../../labels/read-table';
import { UserError } from '@echonet/command-line';
import { parseRow, toNumber, type ListedClip, type RowReading } from './file-list-row';

/** A row of FileList.csv that cannot be used. */
export interface DroppedRow {
  /** 1-based line of the table. */
  readonly line: number;
  /** As the row writes it; empty where it names none. */
  readonly name: string;
  /** One sentence, which names neither the table nor the clip. */
  readonly reason: string;
}

/** A clip of the list and its video. */
export interface EchoNetClip extends ListedClip {
  /** Path of the video. */
  readonly file: string;
}

/** What an EchoNet-Dynamic folder holds. */
export interface FileList {
  readonly clips: readonly EchoNetClip[];
  readonly dropped: readonly DroppedRow[];
  /** Names of videos that the list does not have, sorted. */
  readonly unlistedVideos: readonly string[];
}

const videoSuffix = '.avi';

/**
 * Reads a folder laid out as EchoNet-Dynamic: FileList.csv, and Videos with an AVI file for each of
 * its rows. EchoNet-Pediatric's folders (A4C, PSAX) are laid out likewise. The table may have a
 * byte order mark, semicolons or tabs (with decimal commas then), CRLF, quotes and other columns.
 *
 * A row that cannot be used is returned as dropped and spoils no other; a table that cannot be used
 * as a whole is an error.
 *
 * @throws {UserError} naming the file when FileList.csv or Videos is missing, the table cannot be
 *   read, has no row or lacks a column, or gives EF as a fraction
 */
export async function readFileList(directory: string): Promise<FileList> {
  const file = path.join(directory, 'FileList.csv');
  const rows = parseFileList(await readText(file), file);
  const videos = await listVideos(path.join(directory, 'Videos'));
  const clips: EchoNetClip[] = [];
  const dropped: DroppedRow[] = [];
  const contradicted = contradictedNames(rows);
  const lineOfName = new Map<string, number>();
  for (const { line, name, clip, problem } of rows) {
    const drop = (reason: string) => dropped.push({ line, name, reason });
    const key = name.toLowerCase();
    const earlier = lineOfName.get(key);
    const video = videos.get(key);
    if (!clip) drop(problem);
    else if (contradicted.has(key)) {
      drop('It is listed more than once, with different values; keep the right row.');
    } else if (earlier !== undefined) drop(`It is listed again (first in line ${earlier}).`);
    else if (!video) drop(`Videos has no ${videoSuffix} file of this name.`);
    else clips.push({ ...clip, file: video });
    if (name && earlier === undefined) lineOfName.set(key, line);
  }
  const unlistedVideos = [...videos]
    .filter(([key]) => !lineOfName.has(key))
    .map(([, video]) => path.basename(video))
    .sort();
  return { clips, dropped, unlistedVideos };
}

/** Names whose rows do not say the same. */
function contradictedNames(rows: readonly RowReading[]): Set<string> {
  const saidOf = new Map<string, string>();
  const contradicted = new Set<string>();
  for (const { clip } of rows) {
    if (!clip) continue;
    const key = clip.name.toLowerCase();
    const said = JSON.stringify({ ...clip, line: 0, name: key });
    if (saidOf.has(key) && saidOf.get(key) !== said) contradicted.add(key);
    saidOf.set(key, said);
  }
  return contradicted;
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UserError(
      code === 'ENOENT'
        ? `There is no ${file}; a folder in the EchoNet-Dynamic layout has FileList.csv and Videos.`
        : `${file} cannot be read (${code}).`,
      { cause: error },
    );
  }
}

/** Paths of the videos by name in lower case, without suffix. */
async function listVideos(directory: string): Promise<Map<string, string>> {
  let names: string[];
  try {
    names = await readdir(directory);
  } catch (error) {
    throw new UserError(
      `The folder ${directory} cannot be read; the videos of FileList.csv belong there.`,
      { cause: error },
    );
  }
  return new Map(
    names
      .filter((name) => name.toLowerCase().endsWith(videoSuffix))
      .map((name) => [
        name.slice(0, -videoSuffix.length).toLowerCase(),
        path.join(directory, name),
      ]),
  );
}

/** The rows of the text of FileList.csv. */
function parseFileList(text: string, file: string): RowReading[] {
  const { columns, rows } = parseTable(text, file);
  const has = (name: string) =>
    columns.some((column) => column.toLowerCase() === name.toLowerCase());
  const missing = [
    ...(has('FileName') ? [] : ['FileName']),
    ...(['EF', 'ESV', 'EDV'].some(has) ? [] : ['EF, ESV or EDV']),
  ];
  if (missing.length > 0) {
    throw new UserError(
      `${file}:1 has no column ${missing.join(' and ')}; it has ${columns.join(', ')}.`,
    );
  }
  const records = rows.map(({ line, cells }) => ({ line, cell: cellsByName(cells) }));
  const percentages = records.map(({ cell }) => toNumber(cell('EF'))).filter(Number.isFinite);
  if (percentages.length > 0 && percentages.every((value) => value <= 1)) {
    throw new UserError(`${file} has no EF above 1; it must be in percent, not a fraction.`);
  }
  return records.map(({ line, cell }) => parseRow(cell, line));
}

/** Finds a cell by its column's name in any case; empty where there is none. */
function cellsByName(cells: TableRow['cells']): (name: string) => string {
  const byName = new Map(Object.entries(cells).map(([name, cell]) => [name.toLowerCase(), cell]));
  return (name) => byName.get(name.toLowerCase()) ?? '';
}
