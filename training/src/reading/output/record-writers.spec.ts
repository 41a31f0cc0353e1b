import { parse } from 'csv-parse/sync';
import { describe, expect, it } from '@jest/globals';
import type { StudyRecord } from '../study/study-record';
import { formatOfFile, recordFormats, recordWriter, type RecordFormat } from './record-writers';
import { summaryOf } from './summary';

const model = {
  id: 'fixture',
  version: '1.0.0',
  name: 'Fixture',
  simulated: true,
  data: 'phantoms',
  patients: { train: 1, validation: 1, test: 1 },
  sha256: 'ab',
};

const record: StudyRecord = {
  notice: 'Research use only.',
  StudyInstanceUID: '1.2.3',
  StudyDate: '20260101',
  status: 'read',
  readAt: '2026-01-02T00:00:00.000Z',
  software: 'EchoNet',
  models: [model],
  values: [
    {
      id: 'EF',
      name: 'Ejection fraction',
      method: 'predicted',
      model: 'fixture',
      unit: '%',
      value: 56.789,
      interval90: [44.1, 69.9],
      clipCount: 1,
      simulated: true,
    },
  ],
  clips: [{ id: '1', name: 'Clip 1', outcome: 'read', values: [], warnings: [] }],
  warnings: [],
};

const failed: StudyRecord = {
  ...record,
  StudyInstanceUID: '=HYPERLINK("x")',
  status: 'failed',
  reason: 'The archive answered 500 | really.',
  values: [],
  clips: [],
};

function textOf(format: RecordFormat): string {
  const writer = recordWriter(format);
  return [record, failed].map((each) => writer.add(each)).join('') + writer.end();
}

describe('results of studies', () => {
  it('are a line a study as NDJSON, and complete after each', () => {
    const writer = recordWriter('ndjson');
    expect(JSON.parse(writer.add(record))).toEqual(record);
    expect(writer.end()).toBe('');
  });

  it('are a list as JSON, empty without studies', () => {
    expect(JSON.parse(textOf('json'))).toEqual([record, failed]);
    expect(JSON.parse(recordWriter('json').end())).toEqual([]);
  });

  it('are a row a study as CSV, without formulas', () => {
    const rows = parse<Record<string, string>>(textOf('csv'), { columns: true });
    expect(rows[0]).toMatchObject({
      StudyInstanceUID: '1.2.3',
      'EF predicted by fixture (%)': '56.789',
      'EF predicted by fixture (%) low 90 %': '44.1',
      notice: 'Research use only.',
    });
    expect(rows[1]).toMatchObject({
      StudyInstanceUID: `'=HYPERLINK("x")`,
      status: 'failed',
      'EF predicted by fixture (%)': '',
    });
  });

  it('say in every table that a value is a lower limit', () => {
    const [value] = record.values;
    const cut = {
      ...record,
      values: [{ ...value, isLowerLimit: true } as const],
      warnings: ['Left atrium cut off.'],
    };
    const textsOf = (format: RecordFormat) => {
      const writer = recordWriter(format);
      return writer.add(cut) + writer.end();
    };
    expect(parse(textsOf('csv'), { columns: true })).toMatchObject([
      { warnings: 'Left atrium cut off.' },
    ]);
    expect(textsOf('markdown')).toContain('| ≥ 56.8 (44.1 to 69.9) |');
    expect(textsOf('markdown')).toMatch(/≥: Left atrium cut off by the edge of the sector/);
    expect(textOf('markdown')).not.toContain('≥');
  });

  it('are a table as Markdown, which says who was simulated', () => {
    const text = textOf('markdown');
    expect(text).toContain('| 1.2.3 | 20260101 | read | 1 of 1 | 56.8 (44.1 to 69.9) |');
    expect(text).toContain('The archive answered 500 \\| really.');
    expect(text).toContain('fixture was trained and evaluated on simulated patients only.');
    expect(text).not.toContain('no intervals');
    const [value] = record.values;
    const writer = recordWriter('markdown');
    writer.add({ ...record, values: [{ ...value, model: 'imported', interval90: undefined }] });
    expect(writer.end()).toContain('imported has no intervals: how far its values can be');
  });

  it('have the form that a suffix names', () => {
    expect(['a.ndjson', 'a.jsonl', 'a.json', 'a.CSV', 'a.md'].map(formatOfFile)).toEqual([
      'ndjson',
      'ndjson',
      'json',
      'csv',
      'markdown',
    ]);
    expect(['a', 'a.txt', 'constructor'].map(formatOfFile)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(recordFormats).toHaveLength(4);
  });
});

describe('the summary', () => {
  it('names every study that was not read, and why', () => {
    const nothing = { ...failed, StudyInstanceUID: '4', status: 'nothing to read' as const };
    expect(summaryOf([record, nothing, failed])).toBe(
      [
        '3 studies: 1 read, 1 without a clip to read, 1 failed.',
        'Without a clip to read:',
        '  4: The archive answered 500 | really.',
        'Failed:',
        '  =HYPERLINK("x"): The archive answered 500 | really.',
        '',
      ].join('\n'),
    );
    expect(summaryOf([record])).toBe('1 study: 1 read, 0 without a clip to read, 0 failed.\n');
  });
});
