import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { UserError } from '@echonet/command-line';
import { decodeText } from './decode-text';

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
 * Reads a CSV file as spreadsheets write it: separated by what a line such as "sep=;" before the
 * header says, or else by commas, semicolons or tabs (whichever is most frequent in the header
 * line), in any encoding of {@link decodeText}, with or without quotes, CRLF and empty cells at the
 * end of rows.
 *
 * @throws {UserError} when the file is missing, is not a table, names a column twice, or has a row
 * with more cells than the header
 */
export function readTable(file: string): Table {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch {
    throw new UserError(`There is no table at ${file}; name a CSV file that can be read.`);
  }
  return parseTable(decodeText(bytes), file);
}

/** As {@link readTable}, from text. */
export function parseTable(text: string, file: string): Table {
  const { table, delimiter, linesBefore } = separate(text);
  let lines: { record: string[]; info: { lines: number } }[];
  try {
    const rows: unknown = parse(table, {
      bom: true,
      delimiter,
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
    throw new UserError(
      `${file}:${linesBefore + 1} names the column ${twice} twice; rename one of them.`,
    );
  }
  const rows = lines.slice(1).map(({ record, info }) => {
    const line = linesBefore + info.lines;
    refuseWide(record, columns, `${file}:${line}`, delimiter);
    return {
      line,
      cells: Object.fromEntries(
        columns.map((name, index) => [name, (record[index] ?? '').trim()] as const),
      ),
    };
  });
  if (rows.length === 0) {
    throw new UserError(`${file} has a header line at most, and no rows.`);
  }
  return { file, columns, rows };
}

/**
 * A cell beyond the header has shifted its row: an unquoted decimal comma makes an EDV of 120.5 and
 * an ESV of 55.1 out of 120 and 5.
 */
function refuseWide(
  record: readonly string[],
  columns: readonly string[],
  where: string,
  delimiter: string,
): void {
  let cells = record.length;
  while (cells > 0 && record[cells - 1].trim() === '') {
    cells--;
  }
  if (cells > columns.length) {
    const cause = delimiter === ',' ? ', such as numbers with a decimal comma' : '';
    throw new UserError(
      `${where} has ${cells} cells and the header ${columns.length}; put quotes around cells that contain the separator${cause}.`,
    );
  }
}

/** The table without Excel's line that names the separator. */
function separate(text: string): { table: string; delimiter: string; linesBefore: number } {
  const [line, delimiter] = /^\ufeff?"?sep=([,;\t|])"?[ \t]*(?:\r\n|\r|\n)/i.exec(text) ?? [];
  return line === undefined
    ? { table: text, delimiter: delimiterOf(text), linesBefore: 0 }
    : { table: text.slice(line.length), delimiter, linesBefore: 1 };
}

/** The most frequent separator of the header line outside quotes. */
function delimiterOf(text: string): string {
  const header = text.slice(0, text.search(/[\r\n]|$/)).replaceAll(/"[^"]*"/g, '');
  const count = (separator: string) => header.split(separator).length;
  return [',', ';', '\t'].reduce((best, one) => (count(one) > count(best) ? one : best));
}
