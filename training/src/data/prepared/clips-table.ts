import { stringify } from 'csv-stringify/sync';
import { taskDefinitions } from '@echonet/models/tasks';
import { UserError } from '@echonet/command-line';
import { parseTable } from '../labels/read-table';
import { sideOfWord } from '../split/side';
import type { PreparedClipRow } from './format';

const wholeNumbers = {
  Shard: 'shard',
  FirstFrame: 'firstFrame',
  Frames: 'frames',
  Mask: 'mask',
} as const;

export function clipsTable(rows: readonly PreparedClipRow[]): string {
  const tasks = taskDefinitions.filter(({ id }) => rows.some(({ labels }) => id in labels));
  const header = [
    'PatientID',
    'ClipID',
    'View',
    'Split',
    'Manufacturer',
    ...Object.keys(wholeNumbers),
  ];
  return stringify([
    [...header, ...tasks.map(({ id }) => id)],
    ...rows.map((row) => [
      row.patientId,
      row.clipId,
      row.view,
      row.split ?? '',
      row.manufacturer ?? '',
      ...Object.values(wholeNumbers).map((field) => row[field]),
      ...tasks.map(({ id }) => row.labels[id] ?? ''),
    ]),
  ]);
}

/** Parses {@link clipsTable}. @throws {UserError} naming file and line */
export function parseClipsTable(text: string, file: string): PreparedClipRow[] {
  return parseTable(text, file).rows.map(({ line, cells }) => {
    const number = (column: string) => {
      const value = cells[column] ? Number(cells[column]) : NaN;
      if (!Number.isFinite(value)) {
        throw new UserError(
          `${file}:${line}: ${column} is "${cells[column] ?? ''}", not a number.`,
        );
      }
      return value;
    };
    const labels = taskDefinitions.flatMap(({ id }) =>
      cells[id] ? [[id, number(id)] as const] : [],
    );
    return {
      patientId: cells['PatientID'],
      clipId: cells['ClipID'],
      view: cells['View'],
      split: sideOfWord(cells['Split'] ?? ''),
      manufacturer: cells['Manufacturer'] || undefined,
      labels: Object.fromEntries(labels),
      shard: number('Shard'),
      firstFrame: number('FirstFrame'),
      frames: number('Frames'),
      mask: number('Mask'),
    };
  });
}
