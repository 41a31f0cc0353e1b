import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { patientStrata } from './patient-strata';
import type { SplitSet } from './split-set';
import { readSplit, writeSplit } from './split-file';
import { stratifiedSplit } from './stratify';

const directory = mkdtempSync(path.join(os.tmpdir(), 'echonet-split-'));
const file = path.join(directory, 'split.csv');
const shares = { testShare: 0.1, validationShare: 0.1 };
const clips = ['a', 'b', 'b', 'c'].map((patientId) => ({ patientId }));

describe('the table with the set of every patient', () => {
  afterAll(() => rmSync(directory, { recursive: true }));

  it('gives back what was written, for the patients of the data', () => {
    const setOf = new Map<string, SplitSet>([
      ['b', 'train'],
      ['a', 'validation'],
      ['c', 'test'],
      ['elsewhere', 'train'],
    ]);
    writeSplit(file, setOf);
    expect(readSplit(file, clips)).toEqual({ train: ['b'], validation: ['a'], test: ['c'] });
  });

  it('has a calibration set where the file does, and says how to write a missing file', () => {
    writeFileSync(file, 'PatientID,Split\na,train\nb,val\nc,test\nd,calibration\n');
    const more = [...clips, { patientId: 'd' }];
    expect(readSplit(file, more)).toMatchObject({ calibration: ['d'] });
    expect(() => readSplit(path.join(directory, 'none', 'split.csv'), clips)).toThrow(
      /There is no split at .*; write it with: echonet split --data .*none$/,
    );
  });

  it('takes the words of other programs in any case', () => {
    writeFileSync(file, 'PatientID,Split\na,TRAIN\nb,Val\nc,testing\n');
    expect(readSplit(file, clips)).toEqual({ train: ['a'], validation: ['b'], test: ['c'] });
  });

  it('names file and line of what is wrong', () => {
    writeFileSync(file, 'PatientID,Split\na,train\nb,4\n');
    expect(() => readSplit(file, clips)).toThrow(/split.csv:3: Split is "4"/);
    writeFileSync(file, 'PatientID,Split\na,train\na,test\n');
    expect(() => readSplit(file, clips)).toThrow(/split.csv:3 puts a in a second set/);
    writeFileSync(file, 'PatientID,Split\na,train\nb,train\n');
    expect(() => readSplit(file, clips)).toThrow(/no patient of the data in the validation set/);
    writeFileSync(file, 'Patient,Split\na,train\n');
    expect(() => readSplit(file, clips)).toThrow(/split.csv:1 has no column PatientID/);
  });

  it('never puts the clips of one patient in two sets', () => {
    const clip = fc.record({
      patientId: fc.constantFrom(...'abcdefghij'),
      labels: fc.record({ EF: fc.double({ min: 10, max: 80, noNaN: true }) }, { requiredKeys: [] }),
    });
    const three = [...'abc'].map((patientId) => ({ patientId, labels: {} }));
    fc.assert(
      fc.property(fc.array(clip), fc.integer(), (drawn, seed) => {
        const clips = [...three, ...drawn];
        const of = stratifiedSplit(patientStrata(clips, ['EF']), { ...shares, seed });
        const file = path.join(directory, 'property.csv');
        writeSplit(file, of);
        const split = readSplit(file, clips);
        const inSets = [split.train, split.validation, split.test].flat();
        expect(new Set(inSets).size).toBe(inSets.length);
        expect(new Set(inSets)).toEqual(new Set(clips.map(({ patientId }) => patientId)));
      }),
      { numRuns: 50 },
    );
  });
});
