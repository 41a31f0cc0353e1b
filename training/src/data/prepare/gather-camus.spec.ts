import { mkdirSync, mkdtempSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { structureNames } from '@echonet/phantom/structures';
import { readFrame, readStructures } from '../prepared/images';
import { openPrepared, type Cohort } from '../prepared/open-prepared';
import { writeCamusPatient, heartMask, writeNifti } from '../sources/camus/camus-fixture';
import { gatherCamus } from './gather-camus';
import { prepare } from './prepare';

const root = mkdtempSync(path.join(os.tmpdir(), 'echonet-camus-'));
const camus = path.join(root, 'camus');
const out = path.join(root, 'out');
const size = 80;
const input = { size, channels: 1, frameIntervalMs: 100, frameCount: 20 };

describe('preparing CAMUS', () => {
  let cohort: Cohort;
  const log: string[] = [];

  beforeAll(async () => {
    const [one, , three, four] = [1, 2, 3, 4].map((n) =>
      writeCamusPatient(camus, `patient000${n}`),
    );
    writeFileSync(path.join(one, 'Info_4CH.cfg'), 'Sex: F\nAge: 61\nImageQuality: Poor\n');
    writeNifti(path.join(three, 'patient0003_4CH_ES_gt.nii.gz'), heartMask(16).fill(0));
    unlinkSync(path.join(four, 'patient0004_4CH_ED_gt.nii.gz'));
    mkdirSync(path.join(camus, 'database_split'));
    const split = (name: string, ...patients: string[]) =>
      writeFileSync(
        path.join(camus, 'database_split', `subgroup_${name}.txt`),
        patients.join('\n'),
      );
    split('training', 'patient0001', 'patient0003', 'patient0004', 'patient0009');
    split('validation', 'patient0002');
    cohort = await prepare({
      output: out,
      input,
      views: ['A4C'],
      structures: true,
      workers: 1,
      gather: () => Promise.resolve(gatherCamus(camus, 'A4C')),
      log: (line) => log.push(line),
    });
  });
  afterAll(() => rmSync(root, { recursive: true }));

  it('keeps both phases of every whole patient, with set, patient and image quality', () => {
    expect(cohort.clips).toMatchObject([
      {
        view: 'A4C',
        split: 'train',
        labels: { sex: 0, age: 61 },
        imageQuality: 'Poor',
        edFrame: 0,
        esFrame: 1,
        labelledFrames: [0, 1],
      },
      { split: 'validation', labelledFrames: [0, 1] },
    ]);
    expect(openPrepared(out)).toEqual(cohort);
  });

  it('names what is labelled, the licence and the citation', () => {
    expect(cohort.labelledStructures).toEqual(['LV', 'LVWall', 'LA']);
    expect(cohort.index).toMatchObject({
      simulated: false,
      structures: structureNames,
      labelledStructures: ['LV', 'LVWall', 'LA'],
      provenance: { source: 'camus', licence: 'CC BY-NC-SA 4.0' },
    });
    expect(cohort.index.provenance.citation).toContain('Leclerc et al.');
  });

  it('moves masks with their images, at their size in millimetres', () => {
    for (const { images, mmPerPixel } of cohort.clips) {
      const areas = [0, 1].map((index) => {
        const codes = readStructures(images, index, { size })!;
        const { frame } = readFrame(images, index, { size, channels: 1 });
        const onImage = codes.filter((code, i) => code === 1 && frame[i] > 0).length;
        const area = codes.filter((code) => code === 1).length;
        expect(onImage / area).toBeGreaterThan(0.98);
        return area * mmPerPixel! ** 2;
      });
      // Half-axes of 22 x 35.2 and 16 x 25.6 pixels of 0.9 mm.
      expect(areas[0] / (Math.PI * 22 * 35.2 * 0.9 ** 2)).toBeCloseTo(1, 1);
      expect(areas[1] / (Math.PI * 16 * 25.6 * 0.9 ** 2)).toBeCloseTo(1, 1);
    }
  });

  it('takes volumes and ejection fraction from the masks', () => {
    for (const { labels } of cohort.clips) {
      // Ellipsoids with half-axes of 22 x 22 x 35.2 and 16 x 16 x 25.6 pixels of 0.9 mm.
      expect(labels['EDV'] / ((4 / 3) * Math.PI * 22 ** 2 * 35.2 * 0.09 ** 3)).toBeCloseTo(1, 1);
      expect(labels['EF'] / (100 * (1 - (16 / 22) ** 3))).toBeCloseTo(1, 1);
      expect(Object.keys(labels)).toEqual(expect.arrayContaining(['ESV', 'LAVolume']));
    }
  });

  it('leaves out patients with a file that is wrong or missing, and says which', () => {
    const text = log.join('\n');
    expect(text).toContain('2 clips of 2 patients are kept.');
    expect(text).toContain('patient0003_4CH_ES_gt.nii.gz is no mask: it is empty');
    expect(text).toContain('patient0004_4CH_ED.nii.gz is without its counterpart');
    expect(text).toContain('A subgroup file names it, and its folder is missing.');
  });
});
