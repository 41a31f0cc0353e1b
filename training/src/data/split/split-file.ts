import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { UserError } from '@echonet/command-line';
import { readTable } from '../labels/read-table';
import type { CohortClip } from '../prepared/open-prepared';
import type { RunRecord } from '../run-record';
import { writeFileAtomically } from '../write-file-atomically';
import { splitSetOfWord, splitSets, type SplitSet } from './split-set';

/** Pseudonyms of the patients of each set, sorted. */
export interface PatientSplit {
  readonly train: readonly string[];
  readonly validation: readonly string[];
  /** Absent where the split has no such set. */
  readonly calibration?: readonly string[];
  readonly test: readonly string[];
}

/** Default name of the split. */
export const splitFileName = 'split.csv';

/** Writes the set of every patient atomically. */
export function writeSplit(file: string, split: ReadonlyMap<string, SplitSet>): void {
  const rows = [...split].sort(([a], [b]) => (a < b ? -1 : 1));
  writeFileAtomically(file, stringify([['PatientID', 'Split'], ...rows]));
}

export interface SplitRecord extends RunRecord {
  /** Fingerprint of the prepared data. */
  readonly dataFingerprint: string;
  readonly settings: Readonly<Record<string, unknown>>;
}

/** Writes the record of a split beside its table, e.g. split.json beside split.csv. */
export function writeSplitRecord(splitFile: string, record: SplitRecord): void {
  const { dir, name } = path.parse(splitFile);
  writeFileSync(path.join(dir, `${name}.json`), `${JSON.stringify(record, undefined, 2)}\n`);
}

/**
 * Reads the set of every patient of a cohort. A patient that the file does not list is in no set.
 * @throws {UserError} naming file and line: an unknown set, a patient in two sets, or a training,
 *   validation or test set without a patient of the cohort; when there is no file, how to write it
 */
export function readSplit(
  file: string,
  clips: readonly Pick<CohortClip, 'patientId'>[],
): PatientSplit {
  if (!existsSync(file)) {
    throw new UserError(
      `There is no split at ${file}; write it with: echonet split --data ${path.dirname(file)}`,
    );
  }
  const setOf = new Map<string, SplitSet>();
  const { rows, columns } = readTable(file);
  for (const name of ['PatientID', 'Split']) {
    if (!columns.includes(name)) {
      throw new UserError(`${file}:1 has no column ${name}; write the file with: echonet split`);
    }
  }
  for (const { line, cells } of rows) {
    const splitSet = splitSetOfWord(cells['Split']);
    if (!splitSet) {
      throw new UserError(
        `${file}:${line}: Split is "${cells['Split']}"; it must be ${splitSets.join(', ')}.`,
      );
    }
    const earlier = setOf.get(cells['PatientID']);
    if (earlier && earlier !== splitSet) {
      throw new UserError(`${file}:${line} puts ${cells['PatientID']} in a second set.`);
    }
    setOf.set(cells['PatientID'], splitSet);
  }
  const patients = [...new Set(clips.map(({ patientId }) => patientId))].sort();
  const patientsIn = (splitSet: SplitSet) => patients.filter((id) => setOf.get(id) === splitSet);
  const calibration = patientsIn('calibration');
  const split = {
    train: patientsIn('train'),
    validation: patientsIn('validation'),
    ...(calibration.length > 0 && { calibration }),
    test: patientsIn('test'),
  };
  const empty = (['train', 'validation', 'test'] as const).find((set) => split[set].length === 0);
  if (empty) {
    throw new UserError(
      `${path.basename(file)} puts no patient of the data in the ${empty} set; split these data with: echonet split`,
    );
  }
  return split;
}
