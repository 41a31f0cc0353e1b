import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { stringify } from 'csv-stringify/sync';
import { parseTable } from './read-table';

const cellsOf = (text: string) => parseTable(text, 't.csv').rows.map(({ cells }) => cells);

describe('parseTable', () => {
  it('reads commas, semicolons and tabs, byte order mark, quotes and CRLF', () => {
    const expected = [{ a: '1', b: 'x, y' }];
    expect(cellsOf('\ufeffa,b\r\n1,"x, y"\r\n')).toEqual(expected);
    expect(cellsOf('a;b\n1;x, y\n')).toEqual(expected);
    expect(cellsOf('a\tb\n1\tx, y')).toEqual(expected);
  });

  it('is not misled by separators inside a quoted column name', () => {
    expect(cellsOf('"a;;;b",c\n1,2\n')).toEqual([{ 'a;;;b': '1', c: '2' }]);
  });

  it('knows the line of every row, also after empty lines and line breaks in cells', () => {
    const { rows } = parseTable('a,b\n\n1,"two\nlines"\n,\n2,x\n', 't.csv');
    expect(rows.map(({ line }) => line)).toEqual([4, 6]);
  });

  it('fills up short rows and drops empty cells beyond the header', () => {
    expect(cellsOf('a,b\n1\n1,2,, \n')).toEqual([
      { a: '1', b: '' },
      { a: '1', b: '2' },
    ]);
  });

  it('refuses a row that is wider than the header, with the line and both counts', () => {
    expect(() => parseTable('a,b,c\n1,2,3\nx,120,5,55,1\n', 't.csv')).toThrow(
      /t.csv:3 has 5 cells and the header 3; .*decimal comma/,
    );
    expect(() => parseTable('a;b\n1;2;3\n', 't.csv')).toThrow(/t.csv:2 has 3 cells/);
  });

  it('takes the separator from a line before the header, and still knows the lines', () => {
    for (const first of ['sep=;', 'SEP=;', '"sep=;"', '\ufeffsep=;']) {
      const { columns, rows } = parseTable(`${first}\r\na;b,c,d\r\n1;2\r\n`, 't.csv');
      expect(columns).toEqual(['a', 'b,c,d']);
      expect(rows).toEqual([{ line: 3, cells: { a: '1', 'b,c,d': '2' } }]);
    }
    expect(cellsOf('sep=|\na|b\n1|2\n')).toEqual([{ a: '1', b: '2' }]);
  });

  it('refuses a table without rows and a column that is named twice', () => {
    expect(() => parseTable('a,b\n', 't.csv')).toThrow(/t.csv has a header line at most/);
    expect(() => parseTable('', 't.csv')).toThrow(/no rows/);
    expect(() => parseTable('a,b,a\n1,2,3\n', 't.csv')).toThrow(/t.csv:1 names the column a twice/);
  });

  it('gives back whatever a spreadsheet writes', () => {
    const cell = fc.string().map((text) => text.trim());
    fc.assert(
      fc.property(
        fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 }),
        fc.constantFrom(',', ';', '\t'),
        (pairs, delimiter) => {
          const filled = pairs.filter((pair) => pair.some((text) => text !== ''));
          fc.pre(filled.length > 0);
          const text = stringify([['one', 'two'], ...filled], { delimiter });
          expect(cellsOf(text)).toEqual(filled.map(([one, two]) => ({ one, two })));
        },
      ),
    );
  });
});
