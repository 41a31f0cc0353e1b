import { describe, expect, it } from '@jest/globals';
import { readLabelRows } from './label-rows';
import { standardMapping, type LabelMapping } from './mapping';
import { parseTable } from './read-table';

function read(text: string, mapping?: LabelMapping) {
  const table = parseTable(text, 'labels.csv');
  return readLabelRows(table, mapping ?? standardMapping(table.columns));
}

describe('readLabelRows', () => {
  it('ties rows to clips by the most specific key, and leaves unknown labels out', () => {
    const { key, rows, problems } = read(
      'patientid,FILENAME,EF,lead,Split\np1,a.dcm,55.5,,TRAIN\np2,b.dcm,,0,3\n',
    );
    expect(key).toBe('FileName');
    expect(rows).toEqual([
      {
        where: 'labels.csv:2',
        keys: { FileName: 'a.dcm', PatientID: 'p1' },
        labels: { EF: 55.5 },
        view: undefined,
        split: 'train',
      },
      {
        where: 'labels.csv:3',
        keys: { FileName: 'b.dcm', PatientID: 'p2' },
        labels: { lead: 0 },
        view: undefined,
        split: undefined,
      },
    ]);
    expect(problems).toEqual([]);
  });

  it("reads a site's own columns, units and words", () => {
    const { key, rows } = read('MRN;LVEF;Sicht;Teil\n77;0,61;Vierkammer;val\n', {
      keys: { PatientID: 'MRN' },
      tasks: { EF: { column: 'LVEF', unit: 'fraction' } },
      view: { column: 'Sicht', values: { vierkammer: 'A4C' } },
      split: { column: 'Teil' },
    });
    expect(key).toBe('PatientID');
    expect(rows[0]).toMatchObject({ labels: { EF: 61 }, view: 'A4C', split: 'validation' });
  });

  it('passes over single wrong cells and tells file and line', () => {
    const good = Array.from({ length: 20 }, (_, i) => `g${i},55`).join('\n');
    const { rows, problems } = read(`PatientID,EF\n${good}\nbad,155\n`);
    expect(rows.at(-1)).toMatchObject({ labels: {} });
    expect(problems).toEqual([
      { where: 'labels.csv:22', problem: expect.stringMatching(/EF is 155, which is outside/) },
    ]);
  });

  it.each([
    [8, 1, 'passes over'],
    [8, 2, 'passes over'],
    [8, 3, 'refuses'],
    [4, 2, 'passes over'],
    [3, 2, 'refuses'],
    [1, 1, 'refuses'],
    [40, 4, 'passes over'],
    [40, 5, 'refuses'],
  ])('in a table of %d rows with %d wrong cells %s them', (filled, wrong, what) => {
    const cells = Array.from({ length: filled }, (_, i) => `p${i},${i < wrong ? 0.55 : 55}`);
    const attempt = () => read(['PatientID,EF', ...cells].join('\n'));
    if (what === 'refuses') {
      expect(attempt).toThrow(/cannot be right, the first at labels.csv:2/);
    } else {
      expect(attempt().problems).toHaveLength(wrong);
    }
  });

  it('passes over a set that is none and keeps the labels of its row', () => {
    const { rows, problems } = read('PatientID,EF,Split\na,55,train\nb,60,spare\n');
    expect(rows.map(({ split, labels }) => [split, labels['EF']])).toEqual([
      ['train', 55],
      [undefined, 60],
    ]);
    expect(problems).toEqual([
      { where: 'labels.csv:3', problem: expect.stringMatching(/^Split is "spare"; it must be/) },
    ]);
  });

  it('knows a view and a set that are missing, however that is written', () => {
    const table = 'PatientID,EF,View,Split\na,55,NA,nan\nb,60,,\nc,50,A4C,val\n';
    const { rows, problems } = read(table);
    expect(rows.map(({ view, split }) => [view, split])).toEqual([
      [undefined, undefined],
      [undefined, undefined],
      ['A4C', 'validation'],
    ]);
    expect(problems).toEqual([]);
  });

  it('names the columns that nothing reads', () => {
    const { unusedColumns, hasLabels } = read('PatientID,LVEF,View,Split\na,55,A4C,train\n');
    expect(unusedColumns).toEqual(['LVEF']);
    expect(hasLabels).toBe(true);
    expect(read('PatientID,LVEF\na,55\n').hasLabels).toBe(false);
  });

  it('passes over EF and volumes that contradict each other', () => {
    const { rows, problems } = read(
      'FileName,EF,EDV,ESV,lead\na,55,60,120,1\nb,40,100,60,\nc,62,110,42,\nd,90,100,60,\n',
    );
    expect(problems).toEqual([
      { where: 'labels.csv:2', problem: expect.stringMatching(/^ESV is 120 mL and EDV 60 mL/) },
      { where: 'labels.csv:5', problem: expect.stringMatching(/^EF is 90 %.*make 40 %/) },
    ]);
    expect(rows.map(({ labels }) => labels)).toEqual([
      { lead: 1 },
      { EF: 40, EDV: 100, ESV: 60 },
      { EF: 62, EDV: 110, ESV: 42 },
      {},
    ]);
  });

  it('refuses a table whose EDV and ESV are swapped', () => {
    expect(() => read('FileName,EDV,ESV\na,60,120\nb,50,100\nc,40,90\n')).toThrow(
      /3 of 3 rows of labels.csv contradict themselves, the first at labels.csv:2: ESV is 120/,
    );
  });

  it('refuses a column that is mostly wrong, as percent given in shares', () => {
    expect(() => read('PatientID,EF\np1,0.55\np2,0.61\n')).toThrow(
      /2 of 2 values in the column EF of labels.csv cannot be right, the first at labels.csv:2.*unit/,
    );
  });

  it('refuses such a column among rows whose value is missing', () => {
    const rows = (EF: string, count: number) =>
      Array.from({ length: count }, (_, i) => `${EF}${i},${EF}`);
    expect(() => read(['PatientID,EF', ...rows('0.55', 5), ...rows('NA', 95)].join('\n'))).toThrow(
      /^5 of 5 values in the column EF/,
    );
  });

  it('counts a word for nothing that the mapping explains', () => {
    const mapping = {
      keys: { PatientID: 'PatientID' },
      tasks: { lead: { column: 'Device', values: { none: 0, ICD: 1 } } },
    };
    const none = Array.from({ length: 40 }, (_, i) => `${i},None`);
    const { rows, problems } = read(
      ['PatientID,Device', ...none, 'a,ICD', 'b,yes?', 'c,CRT', 'd,CRT'].join('\n'),
      mapping,
    );
    expect(rows.map(({ labels }) => labels.lead)).toEqual([
      ...none.map(() => 0),
      ...[1, undefined, undefined, undefined],
    ]);
    expect(problems).toHaveLength(3);
  });

  it('names the columns that are missing', () => {
    expect(() => read('EF\n55\n')).toThrow(/no column that ties its rows to clips/);
    const mapping = { keys: { PatientID: 'MRN' }, tasks: { EF: { column: 'LVEF' } } };
    expect(() => read('MRN,EF\n1,55\n', mapping)).toThrow(/labels.csv:1 has no column LVEF/);
  });

  it('refuses a row without key and one that contradicts another', () => {
    for (const key of ['', 'NA', '-']) {
      expect(() => read(`PatientID,EF\n${key},55\n`)).toThrow(/labels.csv:2 has no PatientID/);
    }
    expect(() => read('PatientID,EF\np1,55\np1,50\n')).toThrow(
      /labels.csv:3 lists PatientID p1 again, with other labels than labels.csv:2/,
    );
    expect(read('PatientID,EF\np1,55\np1,55\n').rows).toHaveLength(1);
  });

  it('refuses a row of one key that names another view or set than the first', () => {
    const twice = (first: string, second: string) => () =>
      read(`PatientID,EF,View,Split\np1,55,${first}\np1,55,${second}\n`);
    expect(twice('A4C,train', 'A2C,train')).toThrow(/:3 lists .* p1 again, with another view/);
    expect(twice('A4C,train', 'A4C,test')).toThrow(/:3 lists .* p1 again, with another set/);
    expect(twice('A4C,train', 'A4C,Training')().rows).toHaveLength(1);
  });
});
