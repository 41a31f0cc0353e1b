import { rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { Tinypool } from 'tinypool';
import { prepareEmptyFolder, typeScriptArguments } from '@echonet/command-line';
import { cohortReadme } from './cohort-readme';
import type { LabelRow, PatientToWrite } from './write-patient';

export interface CohortToWrite extends Omit<PatientToWrite, 'index'> {
  /** Number of worker processes. */
  readonly workers: number;
}

/**
 * Writes the DICOM cines and the echo report of every patient, then README.txt and, last, labels.csv.
 * The same seed gives the same files for any number of workers.
 *
 * @param onPatient called with the number of patients written
 * @throws {UserError} when the folder cannot be written or is not empty
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
        const patientRows = (await pool.run(task)) as LabelRow[];
        done++;
        onPatient(done);
        return patientRows;
      }),
    );
    await writeFile(path.join(directory, 'README.txt'), cohortReadme(toWrite));
    await writeLabels(directory, rows.flat());
  } finally {
    await pool.destroy();
  }
}

/** Written atomically, so that labels.csv exists only where the cohort is complete. */
async function writeLabels(directory: string, rows: readonly LabelRow[]): Promise<void> {
  const file = path.join(directory, 'labels.csv');
  await writeFile(`${file}.part`, stringify([...rows], { header: true }));
  await rename(`${file}.part`, file);
}
