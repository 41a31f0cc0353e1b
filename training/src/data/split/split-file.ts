import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { UserError } from '@echonet/command-line';
import { readTable } from '../labels/read-table';
import type { CohortClip } from '../prepared/open-prepared';
import type { RunRecord } from '../run-record';
import { writeFileAtomically } from '../write-file-atomically';
import { sideOfWord, sides, type Side } from './side';

/** Pseudonyms of the patients of each set, sorted. */
export type PatientSplit = Readonly<Record<Side, readonly string[]>>;

/** Default name of the split. */
export const splitFileName = 'split.csv';

/** Writes the set of every patient atomically. */
export function writeSplit(file: string, split: ReadonlyMap<string, Side>): void {
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
 * @throws {UserError} naming file and line: an unknown set, a patient in two sets, or a set without
 * a patient of the cohort
 */
export function readSplit(
  file: string,
  clips: readonly Pick<CohortClip, 'patientId'>[],
): PatientSplit {
  const sideOf = new Map<string, Side>();
  const { rows, columns } = readTable(file);
  for (const name of ['PatientID', 'Split']) {
    if (!columns.includes(name)) {
      throw new UserError(`${file}:1 has no column ${name}; write the file with: echonet split`);
    }
  }
  for (const { line, cells } of rows) {
    const side = sideOfWord(cells['Split']);
    if (!side) {
      throw new UserError(
        `${file}:${line}: Split is "${cells['Split']}"; it must be train, validation or test.`,
      );
    }
    const earlier = sideOf.get(cells['PatientID']);
    if (earlier && earlier !== side) {
      throw new UserError(`${file}:${line} puts ${cells['PatientID']} on a second side.`);
    }
    sideOf.set(cells['PatientID'], side);
  }
  const patients = [...new Set(clips.map(({ patientId }) => patientId))].sort();
  const on = (side: Side) => patients.filter((id) => sideOf.get(id) === side);
  const split = { train: on('train'), validation: on('validation'), test: on('test') };
  const empty = sides.find((side) => split[side].length === 0);
  if (empty) {
    throw new UserError(
      `${path.basename(file)} puts no patient of the data on the side ${empty}; split these data with: echonet split`,
    );
  }
  return split;
}
