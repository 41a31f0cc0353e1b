import { stringify } from 'csv-stringify/sync';
import { taskDefinitions } from '@echonet/models/tasks';
import { UserError } from '@echonet/command-line';
import { parseTable } from '../labels/read-table';
import { splitSetOfWord } from '../split/split-set';
import type { PreparedClipRow } from './format';

const wholeNumbers = {
  Shard: 'shard',
  FirstFrame: 'firstFrame',
  Frames: 'frames',
  Mask: 'mask',
} as const;

/** Columns that are left out where no clip has a value. */
const optionalNumbers = {
  EDFrame: 'edFrame',
  ESFrame: 'esFrame',
  MmPerPixel: 'mmPerPixel',
} as const;

export function clipsTable(rows: readonly PreparedClipRow[]): string {
  const tasks = taskDefinitions.filter(({ id }) => rows.some(({ labels }) => id in labels));
  const columns: readonly (readonly [string, (row: PreparedClipRow) => string | number])[] = [
    ['PatientID', ({ patientId }) => patientId],
    ['ClipID', ({ clipId }) => clipId],
    ['View', ({ view }) => view],
    ['Split', ({ split }) => split ?? ''],
    ['Manufacturer', ({ manufacturer }) => manufacturer ?? ''],
    ...Object.entries(wholeNumbers).map(
      ([column, field]) => [column, (row: PreparedClipRow) => row[field]] as const,
    ),
  ];
  const optionalColumns: typeof columns = [
    ...Object.entries(optionalNumbers).map(
      ([column, field]) => [column, (row: PreparedClipRow) => row[field] ?? ''] as const,
    ),
    ['LabelledFrames', ({ labelledFrames }) => frameList(labelledFrames)],
    [
      'FrameStructures',
      ({ frameStructures = [] }) => frameStructures.map((names) => names.join('+')).join(' '),
    ],
    ['ImageQuality', ({ imageQuality }) => imageQuality ?? ''],
    ...tasks.map(({ id }) => [id, (row: PreparedClipRow) => row.labels[id] ?? ''] as const),
  ];
  const used = optionalColumns.filter(([, cellOf]) => rows.some((row) => cellOf(row) !== ''));
  const all = [...columns, ...used];
  return stringify([
    all.map(([column]) => column),
    ...rows.map((row) => all.map(([, cellOf]) => cellOf(row))),
  ]);
}

/** Parses {@link clipsTable}. @throws {UserError} naming file and line */
export function parseClipsTable(text: string, file: string): PreparedClipRow[] {
  return parseTable(text, file).rows.map(({ line, cells }) => {
    const toNumber = (column: string, cell: string | undefined) => {
      const value = cell ? Number(cell) : NaN;
      if (!Number.isFinite(value)) {
        throw new UserError(`${file}:${line}: ${column} is "${cell ?? ''}", not a number.`);
      }
      return value;
    };
    const number = (column: string) => toNumber(column, cells[column]);
    const labels = taskDefinitions.flatMap(({ id }) =>
      cells[id] ? [[id, number(id)] as const] : [],
    );
    const optional = Object.entries(optionalNumbers).flatMap(([column, field]) =>
      cells[column] ? [[field, number(column)] as const] : [],
    );
    const frames = listOf(cells['LabelledFrames']);
    const labelledFrames =
      frames?.[0] === noFrame ? [] : frames?.map((index) => toNumber('LabelledFrames', index));
    const frameStructures = listOf(cells['FrameStructures'])?.map((names) => names.split('+'));
    const labelledCount = labelledFrames?.length ?? number('Frames');
    if (frameStructures && frameStructures.length !== labelledCount) {
      throw new UserError(
        `${file}:${line}: FrameStructures has ${frameStructures.length} frames instead of ${labelledCount}.`,
      );
    }
    return {
      patientId: cells['PatientID'],
      clipId: cells['ClipID'],
      view: cells['View'],
      split: splitSetOfWord(cells['Split'] ?? ''),
      manufacturer: cells['Manufacturer'] || undefined,
      imageQuality: cells['ImageQuality'] || undefined,
      labels: Object.fromEntries(labels),
      shard: number('Shard'),
      firstFrame: number('FirstFrame'),
      frames: number('Frames'),
      mask: number('Mask'),
      ...Object.fromEntries(optional),
      ...(labelledFrames && { labelledFrames }),
      ...(frameStructures && { frameStructures }),
    };
  });
}

function listOf(cell: string | undefined): string[] | undefined {
  return cell ? cell.split(' ') : undefined;
}

/** A clip of whose frames none is labelled, among others that have masks. */
const noFrame = 'none';

/** Empty where all frames are labelled. */
function frameList(frames: readonly number[] | undefined): string {
  if (!frames) {
    return '';
  }
  return frames.length > 0 ? frames.join(' ') : noFrame;
}
