import { stringify } from 'csv-stringify/sync';
import { cutAtriumNote } from '@echonet/models';
import type { RecordedValue, StudyRecord } from '../study/study-record';

/** In the order in which the command line lists them. */
export const recordFormats = ['ndjson', 'json', 'csv', 'markdown'] as const;

export type RecordFormat = (typeof recordFormats)[number];

/** Texts of results: NDJSON has no start and no end, and a line a record. */
export interface RecordWriter {
  /** Text to write as soon as the record is there; empty where all are needed first. */
  add(record: StudyRecord): string;
  /** Text that ends the results. */
  end(): string;
}

export function recordWriter(format: RecordFormat): RecordWriter {
  if (format === 'ndjson') {
    return { add: (record) => `${JSON.stringify(record)}\n`, end: () => '' };
  }
  const records: StudyRecord[] = [];
  const texts = {
    json: () => `${JSON.stringify(records, undefined, 2)}\n`,
    csv: () => csvOf(records),
    markdown: () => markdownOf(records),
  };
  return {
    add(record) {
      records.push(record);
      return '';
    },
    end: texts[format],
  };
}

const suffixes: Readonly<Record<string, RecordFormat>> = {
  ndjson: 'ndjson',
  jsonl: 'ndjson',
  json: 'json',
  csv: 'csv',
  md: 'markdown',
};

/** The format that a file's suffix names. */
export function formatOfFile(file: string): RecordFormat | undefined {
  const suffix = /\.([a-z]+)$/i.exec(file)?.[1].toLowerCase() ?? '';
  return Object.hasOwn(suffixes, suffix) ? suffixes[suffix] : undefined;
}

/** Columns of values: each that a record has, measured ones first. */
function columnsOf(records: readonly StudyRecord[]): string[] {
  return [...new Set(records.flatMap(({ values }) => values.map(columnOf)))];
}

function columnOf({ id, method, model, unit }: RecordedValue): string {
  const how = method === 'predicted' ? 'predicted' : 'measured';
  return `${id} ${how} by ${model}${unit ? ` (${unit})` : ''}`;
}

function valueOf(record: StudyRecord, column: string): RecordedValue | undefined {
  return record.values.find((value) => columnOf(value) === column);
}

/** A row a study; numbers in full. Cells that a spreadsheet would take for a formula are neutralised. */
function csvOf(records: readonly StudyRecord[]): string {
  const columns = columnsOf(records);
  const header = [
    ...['StudyInstanceUID', 'StudyDate', 'status', 'reason', 'clips', 'clips read'],
    ...columns.flatMap((column) => [column, `${column} low 90 %`, `${column} high 90 %`]),
    ...['warnings', 'read at', 'software', 'models', 'notice'],
  ];
  const rows = records.map((record) => [
    record.StudyInstanceUID,
    record.StudyDate,
    record.status,
    record.reason ?? '',
    record.clips.length,
    readCount(record),
    ...columns.flatMap((column) => {
      const { value, interval90 = [] } = valueOf(record, column) ?? {};
      return [value, interval90[0], interval90[1]];
    }),
    record.warnings.join(' '),
    record.readAt,
    record.software,
    record.models.map(({ id, version, sha256 }) => `${id} ${version} ${sha256}`).join('; '),
    record.notice,
  ]);
  return stringify([header, ...rows], { escape_formulas: true });
}

/** A table of the studies, with three digits a number. */
function markdownOf(records: readonly StudyRecord[]): string {
  const columns = columnsOf(records);
  const header = ['study', 'date', 'status', 'clips read', ...columns];
  const rows = records.map((record) => [
    record.StudyInstanceUID,
    record.StudyDate,
    record.reason ?? record.status,
    `${readCount(record)} of ${record.clips.length}`,
    ...columns.map((column) => cellOf(valueOf(record, column))),
  ]);
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replace(/\s+/g, ' ')).join(' | ')} |`;
  const simulated = records
    .flatMap(({ models }) => models)
    .flatMap(({ id, simulated: isSimulated }) => (isSimulated ? [id] : []));
  const notes = [
    ...new Set(records.map(({ notice }) => notice)),
    ...[...new Set(simulated)].map(
      (id) => `${id} was trained and evaluated on simulated patients only.`,
    ),
    ...[...new Set(records.flatMap(modelsWithoutInterval))].map(
      (id) => `${id} has no intervals: how far its values can be from the truth is unknown.`,
    ),
    'In brackets the 90 % interval.',
    ...(records.some(({ values }) => values.some(({ isLowerLimit }) => isLowerLimit))
      ? [`≥: ${cutAtriumNote}`]
      : []),
  ];
  return `${[line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n')}\n\n${notes.join(' ')}\n`;
}

/** Such as imported ones that the site has not calibrated. */
function modelsWithoutInterval({ values }: StudyRecord): string[] {
  return values.flatMap(({ method, model, interval90, positive }) =>
    method === 'predicted' && !interval90 && positive === undefined ? [model] : [],
  );
}

function readCount({ clips }: StudyRecord): number {
  return clips.filter(({ outcome }) => outcome === 'read').length;
}

function cellOf(value: RecordedValue | undefined): string {
  if (!value) {
    return '';
  }
  const number = (of: number) => Number(of.toPrecision(3)).toString();
  const { interval90, positive, isLowerLimit } = value;
  const word = positive === undefined ? '' : positive ? ', yes' : ', no';
  const sign = isLowerLimit ? '≥ ' : '';
  return `${sign}${number(value.value)}${word}${interval90 ? ` (${interval90.map(number).join(' to ')})` : ''}`;
}
