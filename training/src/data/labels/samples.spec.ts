import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { samplePath } from '@echonet/dicom/testing';
import { readLabelRows } from './label-rows';
import { standardMapping } from './mapping';
import { readTable } from './read-table';
import { didYouMean, similarKeys } from './similar-key';

const faults = samplePath('faults');
const withSamples = faults ? describe : describe.skip;

function read(name: string) {
  const table = readTable(path.join(faults!, name));
  const { rows, problems } = readLabelRows(table, standardMapping(table.columns));
  return {
    columns: table.columns,
    EF: rows.map(({ labels }) => labels.EF),
    wrongLines: problems.map(({ where }) => Number(where.split(':').at(-1))),
  };
}

withSamples('tables of the samples (skipped where ../shared/samples is missing)', () => {
  it.each(['percent.csv', 'sep_line.csv', 'mac_cr.csv', 'win1252.csv'])('reads %s', (name) => {
    expect(read(name)).toMatchObject({ EF: [55, 40, 62, 51], wrongLines: [] });
  });

  it('reads the columns of another code page', () => {
    expect(read('win1252.csv').columns).toEqual(['FileName', 'EF', 'Größe']);
  });

  it('refuses decimal commas without quotes', () => {
    expect(() => read('decimal_unquoted.csv')).toThrow(
      /decimal_unquoted.csv:2 has 7 cells and the header 4/,
    );
  });

  it.each([
    ['esv_gt_edv.csv', [2, 5], [undefined, 40, 62, undefined]],
    ['date_mangled.csv', [2], [undefined, 40, 62, 51]],
    ['units_mixed.csv', [5], [55, 40, 62, undefined]],
    ['negatives.csv', [2, 2, 4, 4], [undefined, 40, undefined, 51]],
  ])('names the lines of %s that cannot be right', (name, wrongLines, EF) => {
    expect(read(name)).toMatchObject({ wrongLines, EF });
  });

  it('refuses a patient with two values', () => {
    expect(() => read('dups.csv')).toThrow(/dups.csv:3 lists PatientID 00123 again/);
  });

  it('finds what the file names of nocase.csv are meant to be', () => {
    const { rows } = readTable(path.join(faults!, 'nocase.csv'));
    const similar = similarKeys(['a.dcm', 'b.dcm', 'c.dcm', 'd.dcm']);
    expect(rows.map(({ cells }) => didYouMean(similar(cells.FileName)))).toEqual(
      ['a', 'b', 'c', 'd'].map((name) => `; did you mean ${name}.dcm`),
    );
  });

  it('reads the table of a stress study', () => {
    expect(read('stress-study.csv')).toMatchObject({ EF: [60], wrongLines: [] });
  });
});
