import { rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { Tinypool } from 'tinypool';
import { cohortReadme } from './cohort-readme';
import { prepareEmptyFolder } from './prepare-empty-folder';
import type { CineFormat } from './render-clip';
import type { LabelRow, PatientToWrite } from './write-patient';

/** A cohort to be simulated. */
export interface CohortToWrite {
  readonly directory: string;
  readonly patients: number;
  readonly seed: number;
  /** Probability of a lead, 0..1. */
  readonly leadShare: number;
  readonly format: CineFormat;
  readonly transferSyntax: PatientToWrite['transferSyntax'];
  /** Processes at work. */
  readonly workers: number;
}

/**
 * Writes a cohort: one DICOM cine a patient and, when all are written, labels.csv with a README.txt
 * that says its units. The same seed
 * gives the same cohort whatever the number of workers.
 *
 * @param onPatient told how many are done
 * @throws {UserError} when the folder cannot be written or holds something already
 */
export async function writeCohort(
  cohort: CohortToWrite,
  onPatient: (done: number) => void,
): Promise<void> {
  const { directory, patients, workers, ...rest } = cohort;
  await prepareEmptyFolder(directory);
  const pool = new Tinypool({
    filename: new URL('./write-patient.ts', import.meta.url).href,
    runtime: 'child_process',
    minThreads: workers,
    maxThreads: workers,
    execArgv: ['--import', 'tsx'],
  });
  try {
    let done = 0;
    const rows = await Promise.all(
      Array.from({ length: patients }, async (_, index): Promise<LabelRow> => {
        const task: PatientToWrite = { directory, index, ...rest };
        const row = (await pool.run(task)) as LabelRow;
        done += 1;
        onPatient(done);
        return row;
      }),
    );
    await writeFile(path.join(directory, 'README.txt'), cohortReadme({ patients, ...rest }));
    await writeLabels(directory, rows);
  } finally {
    await pool.destroy();
  }
}

/** Writes labels.csv, last and in one step: where it stands, the cohort is whole. */
async function writeLabels(directory: string, rows: readonly LabelRow[]): Promise<void> {
  const file = path.join(directory, 'labels.csv');
  await writeFile(`${file}.part`, stringify([...rows], { header: true }));
  await rename(`${file}.part`, file);
}
