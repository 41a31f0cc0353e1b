import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { UserError } from '@echonet/command-line';
import { sectorContains, type ImagePoint } from '@echonet/models/image';
import type { ImagePoints } from '@echonet/phantom';
import { structureNames } from '@echonet/phantom/structures';
import { parseTable, type TableRow } from '../../labels/read-table';
import { toNumber } from './file-list-row';

/** The left ventricle as experts traced it in one frame of a video. */
export interface Tracing {
  /** From 0. */
  readonly frame: number;
  /** Closed outline in continuous pixels: the centre of the first pixel is at (0.5, 0.5). */
  readonly outline: readonly ImagePoint[];
}

export interface TracingProblem {
  /** Of the table's line with the problem. */
  readonly line: number;
  readonly reason: string;
}

export interface VolumeTracings {
  /** Tracings in the order of frames, by lower-case name of the video without suffix. */
  readonly byVideo: ReadonlyMap<string, readonly Tracing[]>;
  /** Frames whose tracing cannot be used. */
  readonly problems: readonly TracingProblem[];
}

const fileName = 'VolumeTracings.csv';
const coordinates = ['X1', 'Y1', 'X2', 'Y2'] as const;

/** With fewer chords there is no outline; EchoNet-Dynamic has 20. */
const fewestChords = 3;

/**
 * Reads the tracings of a folder in the EchoNet-Dynamic layout. The first row of a frame is the
 * long axis; the others are chords, whose ends in order are the outline, as in the authors' own
 * code (echonet/datasets/echo.py).
 *
 * @throws {UserError} when the table is missing or lacks a column
 */
export function readVolumeTracings(directory: string): VolumeTracings {
  const file = path.join(directory, fileName);
  if (!existsSync(file)) {
    throw new UserError(`There is no ${file}, from which --masks takes the left ventricle.`);
  }
  const { columns, rows } = parseTable(readFileSync(file, 'utf8'), file);
  const missing = ['FileName', 'Frame', ...coordinates].filter((name) => !columns.includes(name));
  if (missing.length > 0) {
    throw new UserError(
      `${file}:1 has no column ${missing.join(', ')}; the columns are FileName, X1, Y1, X2, Y2 and Frame.`,
    );
  }
  const problems: TracingProblem[] = [];
  const byVideo = new Map<string, Tracing[]>();
  for (const [key, own] of groupByFrame(rows)) {
    const [video] = key.split('/');
    try {
      byVideo.set(video, [...(byVideo.get(video) ?? []), tracingOf(own)]);
    } catch (error) {
      problems.push({ line: own[0].line, reason: (error as Error).message });
    }
  }
  for (const tracings of byVideo.values()) {
    tracings.sort((a, b) => a.frame - b.frame);
  }
  return { byVideo, problems };
}

/** Rows by video and frame, in their order; a name holds no slash. */
function groupByFrame(rows: readonly TableRow[]): Map<string, TableRow[]> {
  const groups = new Map<string, TableRow[]>();
  for (const row of rows) {
    const name = row.cells['FileName'].replace(/\.avi$/i, '').toLowerCase();
    const key = `${name}/${row.cells['Frame']}`;
    const group = groups.get(key);
    if (group) {
      group.push(row);
    } else {
      groups.set(key, [row]);
    }
  }
  return groups;
}

function tracingOf(rows: readonly TableRow[]): Tracing {
  const frame = toNumber(rows[0].cells['Frame']);
  if (!Number.isInteger(frame) || frame < 0) {
    throw new Error(`Frame is "${rows[0].cells['Frame']}", which is no frame from 0 on.`);
  }
  const chords = rows.slice(1).map(({ line, cells }) => {
    const [x1, y1, x2, y2] = coordinates.map((name) => {
      const value = toNumber(cells[name]);
      if (!Number.isFinite(value)) {
        throw new Error(`${name} in line ${line} is "${cells[name]}", which is no number.`);
      }
      // The table counts from the centre of the first pixel.
      return value + 0.5;
    });
    return { start: { x: x1, y: y1 }, end: { x: x2, y: y2 } };
  });
  if (chords.length < fewestChords) {
    throw new Error(
      `The tracing of frame ${frame} has ${chords.length} chords; a long axis and at least ${fewestChords} chords are expected.`,
    );
  }
  const outline = [...chords.map(({ start }) => start), ...chords.map(({ end }) => end).reverse()];
  if (areaOf(outline) < 1) {
    throw new Error(`The tracing of frame ${frame} encloses less than a pixel.`);
  }
  return { frame, outline };
}

/** Square pixels (shoelace formula). */
export function areaOf(outline: readonly ImagePoint[]): number {
  const twice = outline.reduce((sum, { x, y }, i) => {
    const next = outline[(i + 1) % outline.length];
    return sum + x * next.y - next.x * y;
  }, 0);
  return Math.abs(twice) / 2;
}

const leftVentricle = structureNames.indexOf('LV');

/** The code of the left ventricle at points inside the outline, 0 elsewhere. */
export function tracedCodes({ outline }: Tracing, { x, y }: ImagePoints): Uint8Array {
  return Uint8Array.from(x, (at, i) => (sectorContains({ outline }, at, y[i]) ? leftVentricle : 0));
}
