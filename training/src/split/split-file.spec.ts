import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import type { Side } from './side';
import { readSplit, writeSplit } from './split-file';

const directory = mkdtempSync(path.join(os.tmpdir(), 'echonet-split-'));
const file = path.join(directory, 'split.csv');
const clips = ['a', 'b', 'b', 'c'].map((patientId) => ({ patientId }));

describe('the table with the side of every patient', () => {
  afterAll(() => rmSync(directory, { recursive: true }));

  it('gives back what was written, for the patients of the data', () => {
    const sideOf = new Map<string, Side>([
      ['b', 'train'],
      ['a', 'validation'],
      ['c', 'test'],
      ['elsewhere', 'train'],
    ]);
    writeSplit(file, sideOf);
    expect(readSplit(file, clips)).toEqual({ train: ['b'], validation: ['a'], test: ['c'] });
  });

  it('takes the words of other programs in any case', () => {
    writeFileSync(file, 'PatientID,Split\na,TRAIN\nb,Val\nc,testing\n');
    expect(readSplit(file, clips)).toEqual({ train: ['a'], validation: ['b'], test: ['c'] });
  });

  it('names file and line of what is wrong', () => {
    writeFileSync(file, 'PatientID,Split\na,train\nb,4\n');
    expect(() => readSplit(file, clips)).toThrow(/split.csv:3: Split is "4"/);
    writeFileSync(file, 'PatientID,Split\na,train\na,test\n');
    expect(() => readSplit(file, clips)).toThrow(/split.csv:3 puts a on a second side/);
    writeFileSync(file, 'PatientID,Split\na,train\nb,train\n');
    expect(() => readSplit(file, clips)).toThrow(/no patient of the data on the side validation/);
    writeFileSync(file, 'Patient,Split\na,train\n');
    expect(() => readSplit(file, clips)).toThrow(/split.csv:1 has no column PatientID/);
  });
});
