import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type TransferSyntaxName, writeCine, writeWhole } from '@echonet/dicom/node';
import { npyHeader } from './npy';
import { phantomLabels } from '../patient/phantom-labels';
import { drawPatient } from '../patient';
import { clipsOfPatient, type PhantomCohort } from '../clip/phantom-clip';
import { encodeProcedureReport } from '../dicom/procedure-report';
import { simulateCine } from '../clip/simulate-cine';
import { pixelCentres } from '../clip/structures';
import { phantomPatientId } from '../dicom/study-attributes';

/** One patient of a cohort; plain data, so that it can be sent to a worker. */
export interface PatientToWrite {
  readonly cohort: PhantomCohort;
  /** Of the patient, from 0. */
  readonly index: number;
  readonly directory: string;
  readonly transferSyntax: TransferSyntaxName;
  /** Write the structure under each pixel of each cine as well. */
  readonly masks: boolean;
}

/** A row of labels.csv, which is one clip. */
export type LabelRow = Readonly<Record<string, string | number>>;

/**
 * Simulates one patient's cines and writes them as DICOM with an echo report of the true
 * measurements. A worker of the pool runs this.
 *
 * @returns the clips' rows of labels.csv
 */
export default async function writePatient(patientToWrite: PatientToWrite): Promise<LabelRow[]> {
  const { cohort, index, directory, transferSyntax, masks } = patientToWrite;
  const { seed, leadShare, varied } = cohort;
  const patient = drawPatient(seed, index, { leadShare, varied });
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
      frames,
      Rows,
      Columns,
      samplesPerPixel,
      transferSyntax,
      attributes,
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
      PatientID,
      FileName: `${name}.dcm`,
      View: clip.view,
      ...labels,
      sex: sex === 1 ? 'M' : 'F',
    });
  }
  await writeWhole(path.join(directory, `${PatientID}-report.dcm`), () =>
    encodeProcedureReport(seed, patient, rows.length + 1),
  );
  return rows;
}
