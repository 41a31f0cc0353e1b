import { mkdirSync, mkdtempSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { niftiGzFile } from '../nifti/nifti-fixture';
import { fanImage, fixtureSize, heartMask, writeCamusPatient, writeNifti } from './camus-fixture';
import { findCamus } from './find-camus';
import { readInfo } from './info';
import { readLabelledFrames } from './labelled-frames';
import { findPatientFiles, type PatientFiles } from './patient-files';
import { readSubgroups } from './subgroups';

const root = mkdtempSync(path.join(os.tmpdir(), 'echonet-camus-'));
afterAll(() => rmSync(root, { recursive: true }));
const { columns, rows } = fixtureSize;
const patient = 'patient0001';
let folder: string;
let patientFolder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(root, 'one-'));
  patientFolder = writeCamusPatient(folder, patient);
});

const fileOf = (name: string) => path.join(patientFolder, `${patient}_4CH_${name}.nii.gz`);
const found = () => findPatientFiles(findCamus(folder), patient, 'A4C');
const read = (marks = {}) => readLabelledFrames(found().files as PatientFiles, marks);
const lvArea = (codes: Uint8Array) => codes.filter((code) => code === 1).length;

describe('findCamus', () => {
  it('finds the patients from the folder of the data set or from database_nifti', () => {
    mkdirSync(path.join(folder, 'database_split'));
    for (const named of [folder, path.join(folder, 'database_nifti')]) {
      expect(findCamus(named)).toEqual({
        patientsFolder: path.join(folder, 'database_nifti'),
        patients: [patient],
        splitFolder: path.join(folder, 'database_split'),
      });
    }
  });

  it('says what a folder of CAMUS looks like', () => {
    expect(() => findCamus(patientFolder)).toThrow(/no CAMUS patients; .*database_nifti/);
    expect(() => findCamus(path.join(folder, 'none'))).toThrow(/none cannot be read/);
  });
});

describe('readSubgroups', () => {
  const split = (name: string, text: string) => {
    mkdirSync(path.join(folder, 'split'), { recursive: true });
    writeFileSync(path.join(folder, 'split', `subgroup_${name}.txt`), text);
    return path.join(folder, 'split');
  };

  it('gives each patient its set', () => {
    split('training', 'patient0001\r\npatient0002\r\n');
    const sets = readSubgroups(split('testing', '\npatient0003'));
    expect([...sets]).toEqual([
      ['patient0001', 'train'],
      ['patient0002', 'train'],
      ['patient0003', 'test'],
    ]);
  });

  it('refuses a patient in two sets, and lines that are no patient', () => {
    split('training', 'patient0001\npatient0002\n');
    expect(() => readSubgroups(split('validation', 'patient0002\n'))).toThrow(
      /patient0002 is in two sets, by subgroup_training.txt and subgroup_validation.txt/,
    );
    expect(() => readSubgroups(split('validation', 'patient0003\nMiller\n'))).toThrow(
      /subgroup_validation.txt:2 is "Miller", which is no patient/,
    );
  });
});

describe('readInfo', () => {
  const info = (text: string) => {
    const file = path.join(folder, 'Info_4CH.cfg');
    writeFileSync(file, text);
    return readInfo(file);
  };

  it('reads frame numbers, image quality and the patient', () => {
    expect(info('ED: 1\nES: 12\nNbFrame: 12\nSex: F\nAge: 56\nImageQuality: Good\nEF: 54')).toEqual(
      {
        ED: 1,
        ES: 12,
        ImageQuality: 'Good',
        labels: { sex: 0, age: 56 },
        ignored: [],
      },
    );
  });

  it('ignores what is missing or cannot be true, and says so', () => {
    const { labels, ignored, ED, ES } = info('ED: 0\nES: end\nSex: M\nAge: 560\n');
    expect({ labels, ED, ES }).toEqual({ labels: { sex: 1 } });
    expect(ignored).toEqual([
      expect.stringMatching(/^age is 560/),
      'ED is 0, and frames are counted from 1',
      'ES is end, and frames are counted from 1',
    ]);
    expect(info('ED:\nSex: M').ignored).toEqual([]);
  });
});

describe('readLabelledFrames', () => {
  it('reads end-diastole and end-systole, with rows along the depth', async () => {
    const { frames, masks, ...facts } = await read();
    expect(facts).toEqual({ edFrame: 0, esFrame: 1, mmPerPixel: 0.9 });
    expect(frames.map(({ Rows, Columns }) => [Rows, Columns])).toEqual([
      [rows, columns],
      [rows, columns],
    ]);
    expect(Buffer.from(frames[0].data).equals(fanImage(`${patient}/4CH/ED`))).toBe(true);
    expect(lvArea(masks[0].codes)).toBeGreaterThan(lvArea(masks[1].codes));
  });

  it('reads a half sequence instead, with its marks', async () => {
    const radii = [16, 18, 20, 22];
    const images = radii.map((radius) => fanImage(`${radius}`));
    writeNifti(fileOf('half_sequence'), ...images);
    writeNifti(fileOf('half_sequence_gt'), ...radii.map(heartMask));
    expect((await read()).masks).toHaveLength(4);
    expect(await read()).toMatchObject({ edFrame: 3, esFrame: 0 });
    expect(await read({ ED: 3, ES: 2 })).toMatchObject({ edFrame: 2, esFrame: 1 });
    await expect(read({ ED: 5, ES: 1 })).rejects.toThrow(
      /half_sequence.nii.gz has 4 frames, and the Info file puts end-diastole at 5/,
    );
  });

  it('takes the stills where a half sequence lacks its masks, and says so', () => {
    writeNifti(fileOf('half_sequence'), fanImage('a'), fanImage('b'));
    expect(found()).toMatchObject({
      files: { kind: 'stills' },
      problems: [
        `${patient}_4CH_half_sequence.nii.gz is without its counterpart ${patient}_4CH_half_sequence_gt.nii.gz.`,
      ],
    });
  });

  it('names the file whose counterpart is missing', () => {
    unlinkSync(fileOf('ES'));
    const { files, problems } = found();
    expect(files).toBeUndefined();
    expect(problems).toEqual([
      `${patient}_4CH_ES_gt.nii.gz is without its counterpart ${patient}_4CH_ES.nii.gz.`,
    ]);
  });

  const changed = (change: (codes: Uint8Array) => Uint8Array) => {
    writeNifti(fileOf('ED_gt'), change(heartMask(22)));
    return read();
  };

  it('refuses a mask that is empty or has other labels', async () => {
    await expect(changed((codes) => codes.fill(0))).rejects.toThrow(
      'patient0001_4CH_ED_gt.nii.gz is no mask: it is empty: no pixel is LV cavity.',
    );
    await expect(
      changed((codes) => {
        codes[2 * columns + 4] = 4;
        return codes;
      }),
    ).rejects.toThrow(/its value 4 at column 5, row 3 is no label \(0 background, 1 LV cavity/);
  });

  it('refuses images that are upside down or on their side', async () => {
    await expect(changed((codes) => codes.reverse())).rejects.toThrow(/ED_gt.*upside down/);
    const turned = (codes: Uint8Array) =>
      codes.map((_, i) => {
        const [column, row] = [i % columns, Math.floor(i / columns)];
        return column < rows ? codes[column * columns + Math.min(row, columns - 1)] : 0;
      });
    await expect(changed(turned)).rejects.toThrow(/ED_gt.*lies on its side.*axes/);
  });

  it('refuses a mask of another size, and phases of different sizes', async () => {
    const half = { shape: [columns, rows / 2], values: new Uint8Array((columns * rows) / 2) };
    writeFileSync(fileOf('ED_gt'), niftiGzFile(half));
    await expect(read()).rejects.toThrow(
      `patient0001_4CH_ED_gt.nii.gz has 160 x 70 pixels, and patient0001_4CH_ED.nii.gz 160 x 140`,
    );
    const values = heartMask(22).subarray(0, columns * 120);
    for (const name of ['ED', 'ED_gt']) {
      writeFileSync(
        fileOf(name),
        niftiGzFile({ shape: [columns, 120], values, spacing: [0.9, 0.9] }),
      );
    }
    await expect(read()).rejects.toThrow(/ED.nii.gz and .*ES.nii.gz differ in size \(160 x 120/);
  });

  it('refuses grey values beyond 8 bits, and pixels that are not square', async () => {
    const shape = [columns, rows];
    const values = Array.from(fanImage('a'), (grey) => 4 * grey);
    writeFileSync(fileOf('ED'), niftiGzFile({ shape, values, datatype: 512 }));
    await expect(read()).rejects.toThrow(/ED.nii.gz has a grey value of \d+; 0 to 255/);
    writeFileSync(
      fileOf('ED'),
      niftiGzFile({ shape, values: fanImage('a'), spacing: [0.154, 0.308] }),
    );
    await expect(read()).rejects.toThrow(/ED.nii.gz has pixels of 0.154 x 0.308 mm; resample/);
  });
});
