import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { gatherDicom } from './gather-dicom';
import type { PreparationPool } from './pool';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(path.join(os.tmpdir(), 'echonet-gather-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

/** Scans every file as a clip of the patient that its name tells: "00123.dcm", under stress "peak.dcm". */
const pool = {
  runAll: (_: string, files: readonly string[]) =>
    Promise.resolve(
      files.map((file) => ({
        contentHash: file,
        keys: {
          SOPInstanceUID: `1.2.${path.parse(file).name}`,
          StudyInstanceUID: '1.2.3',
          AccessionNumber: '',
          PatientID: path.parse(file).name,
        },
        patient: { age: 60 },
        view: 'A4C',
        ...(path.parse(file).name === 'peak' && { stressStage: 'PEAK' }),
      })),
    ),
} as unknown as PreparationPool;

function gather(table: string, files: readonly string[]) {
  for (const file of files) {
    mkdirSync(path.dirname(path.join(directory, file)), { recursive: true });
    writeFileSync(path.join(directory, file), '');
  }
  writeFileSync(path.join(directory, 'labels.csv'), table);
  return gatherDicom({ directory, labelsFromReports: false }, pool, () => undefined);
}

describe('tying the rows of a table to files', () => {
  it('refuses a table whose file names differ in case or suffix, with what they may mean', async () => {
    await expect(
      gather('FileName,EF\nA.DCM,55\nb,40\n', ['a.dcm', 'b.dcm', 'labels.csv']),
    ).rejects.toThrow(
      /None of the table's FileName is in .*labels.csv:2 has A.DCM; did you mean a.dcm\.$/,
    );
    await expect(gather('FileName,EF\nx.dcm,55\n', ['a.dcm'])).rejects.toThrow(/has x.dcm\.$/);
  });

  it('tells what a single file name may mean', async () => {
    const { candidates, dropped } = await gather('FileName,EF\na.dcm,55\nB,40\n', [
      'a.dcm',
      'sub/b.dcm',
    ]);
    expect(candidates.map(({ name }) => name)).toEqual(['a.dcm']);
    expect(dropped).toEqual([
      { name: 'sub/b.dcm', reason: 'No row of the table names it.' },
      {
        name: expect.stringMatching(/labels.csv:3$/),
        reason: 'No file belongs to this row; did you mean sub/b.dcm.',
      },
    ]);
  });

  it('hints at leading zeros that a spreadsheet has dropped', async () => {
    const { dropped } = await gather('PatientID,EF\n123,55\n', ['00123.dcm', '00456.dcm']);
    expect(dropped.at(-1)?.reason).toBe(
      'No file belongs to this row; did you mean 00123 (spreadsheets drop leading zeros).',
    );
  });
});

describe('what a table says of labels', () => {
  it('is refused where no column is one of a label, with the columns that there are', async () => {
    await expect(gather('FileName,LVEF,Vol\na.dcm,55,100\n', ['a.dcm'])).rejects.toThrow(
      /labels.csv:1 has no column of a label \(EF, .*; it has FileName, LVEF, Vol\. Say with --mapping/,
    );
  });

  it('leaves out clips whose row has no label, and names the columns that are not used', async () => {
    const { candidates, dropped, problems } = await gather(
      'FileName,EF,Reader\na.dcm,55,x\nb.dcm,,y\n',
      ['a.dcm', 'b.dcm'],
    );
    expect(candidates.map(({ name }) => name)).toEqual(['a.dcm']);
    expect(dropped).toEqual([{ name: 'b.dcm', reason: 'Its row in the table has no label.' }]);
    expect(problems).toEqual([
      {
        name: expect.stringMatching(/labels.csv$/),
        reason: expect.stringMatching(/^The columns Reader are not used/),
      },
    ]);
  });

  it('ties rows to patients whatever the case of the ID', async () => {
    const { candidates } = await gather('PatientID,EF\nMRN-7A,55\n', ['mrn-7a.dcm']);
    expect(candidates.map(({ labels }) => labels['EF'])).toEqual([55]);
    await expect(gather('PatientID,EF\nMRN-7A,55\nmrn-7a,40\n', ['mrn-7a.dcm'])).rejects.toThrow(
      /labels.csv:3 lists PatientID mrn-7a again, with other labels/,
    );
  });
});

describe('the labels of a stress test', () => {
  const files = ['rest.dcm', 'peak.dcm'];

  it('are those at rest, unless the table names the clip itself', async () => {
    const ofStudy = await gather('StudyInstanceUID,EF\n1.2.3,60\n', files);
    expect(ofStudy.candidates.map(({ name }) => name)).toEqual(['rest.dcm']);
    expect(ofStudy.dropped).toEqual([
      { name: 'peak.dcm', reason: expect.stringMatching(/stage of a stress test \(PEAK\)/) },
    ]);
    const ofClips = await gather('FileName,EF\nrest.dcm,60\npeak.dcm,72\n', files);
    expect(ofClips.candidates.map(({ name, labels }) => [name, labels['EF']])).toEqual([
      ['peak.dcm', 72],
      ['rest.dcm', 60],
    ]);
  });

  it('are none of the heart where views alone are taken', async () => {
    await gather('StudyInstanceUID,EF\n1.2.3,60\n', files);
    const source = { directory, labelsFromReports: false, labelsFromViews: true };
    const { candidates } = await gatherDicom(source, pool, () => undefined);
    expect(candidates.map(({ labels }) => labels)).toEqual([{ age: 60 }, { age: 60, EF: 60 }]);
  });
});

describe('labels from reports', () => {
  const keys = (SOPInstanceUID: string, PatientID: string) => ({
    ...{ SOPInstanceUID, StudyInstanceUID: '1.2.3', AccessionNumber: '', PatientID },
  });
  const clip = {
    ...{ contentHash: 'clip', keys: keys('1.2.1', 'P1'), patient: {}, view: 'A4C' },
  };
  const report = (PatientID: string, value: number) => ({
    ...{ contentHash: PatientID, keys: keys(`1.2.9${value}`, PatientID), patient: {} },
    measurements: [
      {
        ...{ task: 'EF', value, method: 'biplane method of disks', mark: 'measured', path: 'EF' },
        code: { value: '18043-0', scheme: 'LN', meaning: 'EF' },
      },
    ],
  });
  const gatherScans = (scans: Readonly<Record<string, unknown>>, labels?: string) => {
    const names = Object.keys(scans).sort();
    for (const name of names) {
      writeFileSync(path.join(directory, name), '');
    }
    const scanning = {
      runAll: () => Promise.resolve(names.map((name) => scans[name])),
    } as unknown as PreparationPool;
    return gatherDicom({ directory, labels, labelsFromReports: true }, scanning, () => undefined);
  };

  it('are not those of another patient, whose report was put into the study', async () => {
    const { candidates, dropped, problems } = await gatherScans({
      'clip.dcm': clip,
      'report.dcm': report('P2', 20),
    });
    expect(candidates).toEqual([]);
    expect(dropped).toEqual([{ name: 'clip.dcm', reason: 'It has no labels.' }]);
    expect(problems).toEqual([
      { name: 'report.dcm', reason: expect.stringMatching(/^It is of another PatientID than/) },
    ]);
  });

  it('belong to clips that a table names or does not name, but say nothing of the view or of stress', async () => {
    const { view, ...unnamed } = clip;
    const other = (name: string, more: object = {}) => ({
      ...{ ...unnamed, contentHash: name, keys: keys(`1.2.${name}`, 'P1') },
      ...more,
    });
    const scans = {
      'clip.dcm': unnamed,
      'peak.dcm': other('2', { view, stressStage: 'PEAK' }),
      'report.dcm': report('P1', 55),
      'unknown.dcm': other('3'),
    };
    for (const table of ['FileName,EDV\nclip.dcm,100\n', 'SOPInstanceUID,EDV\n1.2.1,100\n']) {
      writeFileSync(path.join(directory, 'table.csv'), table);
      const { candidates, dropped } = await gatherScans(scans, path.join(directory, 'table.csv'));
      expect(candidates.map(({ name, labels }) => [name, labels])).toEqual([
        ['clip.dcm', { EF: 55, EDV: 100 }],
      ]);
      expect(dropped).toEqual([
        { name: 'peak.dcm', reason: expect.stringMatching(/stage of a stress test/) },
        { name: 'unknown.dcm', reason: expect.stringMatching(/^Neither table nor header says/) },
      ]);
    }
  });

  it('are those of the same patient, or of a report that names none', async () => {
    for (const PatientID of ['p1 ', '']) {
      const { candidates, problems } = await gatherScans({
        'clip.dcm': clip,
        'report.dcm': report(PatientID, 55),
        'wrong.dcm': report('P2', 20),
      });
      expect(candidates.map(({ labels }) => labels)).toEqual([{ EF: 55 }]);
      expect(problems.map(({ name }) => name)).toEqual(['wrong.dcm']);
    }
  });
});
