import { rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { Tinypool } from 'tinypool';
import { typeScriptArguments } from '@echonet/command-line';
import { cohortReadme } from './cohort-readme';
import { prepareEmptyFolder } from './prepare-empty-folder';
import type { LabelRow, PatientToWrite } from './write-patient';

/** A cohort to be written as DICOM files. */
export interface CohortToWrite extends Omit<PatientToWrite, 'index'> {
  /** Processes at work. */
  readonly workers: number;
}

/**
 * Writes a cohort: the DICOM cines and the echo report of every patient and, when all are written,
 * labels.csv with a README.txt that says its units. The same seed gives the same cohort whatever the
 * number of workers.
 *
 * @param onPatient told how many are done
 * @throws {UserError} when the folder cannot be written or holds something already
 */
export async function writeCohort(
  { workers, ...toWrite }: CohortToWrite,
  onPatient: (done: number) => void,
): Promise<void> {
  const { directory, cohort } = toWrite;
  await prepareEmptyFolder(directory);
  const pool = new Tinypool({
    filename: new URL('./write-patient.ts', import.meta.url).href,
    runtime: 'child_process',
    minThreads: workers,
    maxThreads: workers,
    execArgv: typeScriptArguments,
  });
  try {
    let done = 0;
    const rows = await Promise.all(
      Array.from({ length: cohort.patients }, async (_, index): Promise<LabelRow[]> => {
        const task: PatientToWrite = { index, ...toWrite };
        const ofPatient = (await pool.run(task)) as LabelRow[];
        done += 1;
        onPatient(done);
        return ofPatient;
      }),
    );
    await writeFile(path.join(directory, 'README.txt'), cohortReadme(toWrite));
    await writeLabels(directory, rows.flat());
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
