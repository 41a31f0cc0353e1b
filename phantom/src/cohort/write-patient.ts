import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type TransferSyntaxName, writeCine, writeWhole } from '@echonet/dicom/node';
import { npyHeader } from './npy';
import { phantomLabels } from './phantom-labels';
import { drawPatient } from '../patient';
import { clipsOfPatient, type PhantomCohort } from '../clip/phantom-clip';
import { encodeProcedureReport } from './procedure-report';
import { simulateCine } from '../simulate-cine';
import { pixelCentres } from '../clip/structures';
import { phantomPatientId } from './study-attributes';

/** One patient of a cohort to be written; plain data, so that it can go to a worker. */
export interface PatientToWrite {
  readonly cohort: PhantomCohort;
  /** Of the patient, from 0. */
  readonly index: number;
  readonly directory: string;
  readonly transferSyntax: TransferSyntaxName;
  /** Write what lies under each pixel beside each cine. */
  readonly masks: boolean;
}

/** A row of labels.csv: one clip. */
export type LabelRow = Readonly<Record<string, string | number>>;

/**
 * Simulates one patient's cines, writes them as DICOM with an echo report of the true measurements,
 * and gives their rows of the table of labels; what a worker of the pool runs.
 */
export default async function writePatient(patientToWrite: PatientToWrite): Promise<LabelRow[]> {
  const { cohort, index, directory, transferSyntax, masks } = patientToWrite;
  const { seed, leadShare } = cohort;
  const patient = drawPatient(seed, index, { leadShare });
  const PatientID = phantomPatientId(seed, index);
  const { sex, ...labels } = phantomLabels(patient);
  const rows: LabelRow[] = [];
  for (const [position, clip] of clipsOfPatient(cohort, index).entries()) {
    const { frames, samplesPerPixel, attributes, structures } = simulateCine(clip, {
      seriesNumber: position + 1,
    });
    const { Rows, Columns } = clip.format;
    const name = `${PatientID}-${clip.view}-${clip.take + 1}`;
    await writeCine(path.join(directory, `${name}.dcm`), {
      ...{ frames, Rows, Columns, samplesPerPixel, transferSyntax, attributes },
    });
    if (masks) {
      const points = pixelCentres(Rows, Columns);
      await writeFile(
        path.join(directory, `${name}-structures.npy`),
        Buffer.concat([
          npyHeader([frames.length, Rows, Columns]),
          ...frames.map((_, frame) => structures(frame, points)),
        ]),
      );
    }
    rows.push({
      ...{ PatientID, FileName: `${name}.dcm`, View: clip.view },
      ...labels,
      sex: sex === 1 ? 'M' : 'F',
    });
  }
  await writeWhole(path.join(directory, `${PatientID}-report.dcm`), () =>
    encodeProcedureReport(seed, patient, rows.length + 1),
  );
  return rows;
}
