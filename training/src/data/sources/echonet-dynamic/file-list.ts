import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { UserError } from '@echonet/command-line';
import { volumeTaskIds } from '@echonet/dicom';
import { decodeText } from '../../labels/decode-text';
import { isMissing } from '../../labels/parse-label';
import { parseTable, type TableRow } from '../../labels/read-table';
import { refuseContradictions, refuseWrongColumns } from '../../labels/wrong-columns';
import { parseRow, toNumber, type ListedClip, type RowReading } from './file-list-row';

export interface DroppedRow {
  /** 1-based line number. */
  readonly line: number;
  /** As written in the row; empty when missing. */
  readonly name: string;
  /** One sentence, without the names of table and clip. */
  readonly reason: string;
}

export interface EchoNetClip extends ListedClip {
  readonly file: string;
}

export interface FileList {
  readonly clips: readonly EchoNetClip[];
  readonly dropped: readonly DroppedRow[];
  /** Cells that were ignored. */
  readonly ignored: readonly DroppedRow[];
  /** Columns of the table that are not read. */
  readonly unusedColumns: readonly string[];
  /** Names of videos that are not in the list, sorted. */
  readonly unlistedVideos: readonly string[];
}

const videoSuffix = '.avi';

/** Columns of EchoNet-Dynamic and EchoNet-Pediatric. */
const readColumns = [
  ...[
    'FileName',
    'EF',
    'ESV',
    'EDV',
    'FrameHeight',
    'FrameWidth',
    'FPS',
    'NumberOfFrames',
    'Split',
  ],
  ...['Sex', 'Age', 'Weight', 'Height'],
];

/**
 * Reads a folder in the EchoNet-Dynamic layout: FileList.csv, and Videos with one AVI file per row.
 * EchoNet-Pediatric's folders (A4C, PSAX) have the same layout. The table may have a byte order
 * mark, semicolons or tabs (then with decimal commas), CRLF, quotes and other columns. An unusable
 * row is returned as dropped, an unusable cell as ignored; an unusable table is an error.
 *
 * @throws {UserError} naming the file when FileList.csv or Videos is missing, or the table cannot
 *   be read, has no row, lacks a column, or has too many labels that cannot be right, such as EF as a
 *   fraction
 */
export async function readFileList(directory: string): Promise<FileList> {
  const file = path.join(directory, 'FileList.csv');
  const { rows, columns } = parseFileList(await readText(file), file);
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
    if (!clip) {
      drop(problem);
    } else if (contradicted.has(key)) {
      drop('It is listed more than once, with different values; keep the right row.');
    } else if (earlier !== undefined) {
      drop(`It is listed again (first in line ${earlier}).`);
    } else if (!video) {
      drop(`Videos has no ${videoSuffix} file of this name.`);
    } else {
      clips.push({ ...clip, file: video });
    }
    if (name && earlier === undefined) {
      lineOfName.set(key, line);
    }
  }
  const unlistedVideos = [...videos]
    .filter(([key]) => !lineOfName.has(key))
    .map(([, video]) => path.basename(video))
    .sort();
  const kept = new Set(clips.map(({ line }) => line));
  const ignored = rows
    .filter(({ line }) => kept.has(line))
    .flatMap(({ line, name, problems }) =>
      problems.map(({ problem }) => ({ line, name, reason: `${problem}. It is ignored.` })),
    );
  const known = new Set(readColumns.map((column) => column.toLowerCase()));
  const unusedColumns = columns.filter((column) => column && !known.has(column.toLowerCase()));
  return { clips, dropped, ignored, unusedColumns, unlistedVideos };
}

/** Names with contradicting rows. */
function contradictedNames(rows: readonly RowReading[]): Set<string> {
  const saidOf = new Map<string, string>();
  const contradicted = new Set<string>();
  for (const { clip } of rows) {
    if (!clip) {
      continue;
    }
    const key = clip.name.toLowerCase();
    const said = JSON.stringify({ ...clip, line: 0, name: key });
    if (saidOf.has(key) && saidOf.get(key) !== said) {
      contradicted.add(key);
    }
    saidOf.set(key, said);
  }
  return contradicted;
}

async function readText(file: string): Promise<string> {
  try {
    return decodeText(await readFile(file));
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

/** Paths of the videos by lower-case name without suffix. */
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

function parseFileList(
  text: string,
  file: string,
): { rows: RowReading[]; columns: readonly string[] } {
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
  const readings = records.map(({ line, cell }) => parseRow(cell, line));
  const problems = readings.flatMap((row) =>
    row.problems.map((one) => ({ where: `${file}:${row.line}`, ...one })),
  );
  const filled = (...names: readonly string[]) =>
    records.filter(({ cell }) => names.every((name) => !isMissing(cell(name)))).length;
  refuseWrongColumns(
    file,
    volumeTaskIds.map((name) => ({ name, filled: filled(name) })),
    problems,
    'EF is in percent, ESV and EDV are in mL.',
  );
  refuseContradictions(file, filled('EDV', 'ESV'), problems);
  return { rows: readings, columns };
}

/** Looks up a cell by column name, ignoring case; empty when missing. */
function cellsByName(cells: TableRow['cells']): (name: string) => string {
  const byName = new Map(Object.entries(cells).map(([name, cell]) => [name.toLowerCase(), cell]));
  return (name) => byName.get(name.toLowerCase()) ?? '';
}
