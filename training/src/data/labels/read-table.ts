import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { UserError } from '@echonet/command-line';

export interface Table {
  /** File name for messages. */
  readonly file: string;
  readonly columns: readonly string[];
  readonly rows: readonly TableRow[];
}

export interface TableRow {
  /** Line number in the file at which the row ends, from 1. */
  readonly line: number;
  /** Trimmed text by column. */
  readonly cells: Readonly<Record<string, string>>;
}

/**
 * Reads a CSV file as spreadsheets write it: separated by commas, semicolons or tabs (whichever is
 * most frequent in the header line), with or without byte order mark, quotes, CRLF and trailing
 * columns.
 *
 * @throws {UserError} when the file is missing, is not a table, or names a column twice
 */
export function readTable(file: string): Table {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new UserError(`There is no table at ${file}; name a CSV file that can be read.`);
  }
  return parseTable(text, file);
}

/** As {@link readTable}, from text. */
export function parseTable(text: string, file: string): Table {
  let lines: { record: string[]; info: { lines: number } }[];
  try {
    const rows: unknown = parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
    });
    lines = rows as typeof lines;
  } catch (error) {
    throw new UserError(`${file} is not a readable CSV table: ${(error as Error).message}`);
  }
  const columns = (lines[0]?.record ?? []).map((name) => name.trim());
  const twice = columns.find((name, index) => name !== '' && columns.indexOf(name) !== index);
  if (twice) {
    throw new UserError(`${file}:1 names the column ${twice} twice; rename one of them.`);
  }
  const rows = lines.slice(1).map(({ record, info }) => ({
    line: info.lines,
    cells: Object.fromEntries(
      columns.map((name, index) => [name, (record[index] ?? '').trim()] as const),
    ),
  }));
  if (rows.length === 0) {
    throw new UserError(`${file} has a header line at most, and no rows.`);
  }
  return { file, columns, rows };
}

/** The most frequent separator of the header line outside quotes. */
function delimiterOf(text: string): string {
  const header = text.slice(0, text.search(/[\r\n]|$/)).replaceAll(/"[^"]*"/g, '');
  const count = (separator: string) => header.split(separator).length;
  return [',', ';', '\t'].reduce((best, one) => (count(one) > count(best) ? one : best));
}
