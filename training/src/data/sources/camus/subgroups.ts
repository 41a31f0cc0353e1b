import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { UserError } from '@echonet/command-line';
import type { SplitSet } from '../../split/split-set';

const fileOfSet = {
  train: 'subgroup_training.txt',
  validation: 'subgroup_validation.txt',
  test: 'subgroup_testing.txt',
} as const satisfies Readonly<Partial<Record<SplitSet, string>>>;

/**
 * Reads which set each patient belongs to; files that are missing name no patient.
 *
 * @throws {UserError} when a patient is named by two files, or a line is no patient
 */
export function readSubgroups(splitFolder: string): Map<string, SplitSet> {
  const setOf = new Map<string, keyof typeof fileOfSet>();
  for (const set of ['train', 'validation', 'test'] as const) {
    const file = path.join(splitFolder, fileOfSet[set]);
    for (const { line, patient } of existsSync(file) ? patientsOf(file) : []) {
      if (!/^patient\d{4}$/.test(patient)) {
        throw new UserError(`${file}:${line} is "${patient}", which is no patient (patient0001).`);
      }
      const other = setOf.get(patient);
      if (other !== undefined && other !== set) {
        throw new UserError(
          `${patient} is in two sets, by ${fileOfSet[other]} and ${fileOfSet[set]} in ${splitFolder}; keep it in one of them.`,
        );
      }
      setOf.set(patient, set);
    }
  }
  return setOf;
}

function patientsOf(file: string): { line: number; patient: string }[] {
  return readFileSync(file, 'utf8')
    .split(/\r?\n/)
    .map((text, index) => ({ line: index + 1, patient: text.trim() }))
    .filter(({ patient }) => patient !== '');
}
