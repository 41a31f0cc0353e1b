import path from 'node:path';
import { writeCine, type TransferSyntaxName } from '../dicom';
import { phantomAttributes, phantomPatientId } from './dicom-attributes';
import { drawPatient } from './patient';
import { renderClip, type CineFormat } from './render-clip';

/** One patient of a cohort to be written; plain data, so that it can go to a worker. */
export interface PatientToWrite {
  readonly directory: string;
  readonly seed: number;
  readonly index: number;
  readonly leadShare: number;
  readonly format: CineFormat;
  readonly transferSyntax: TransferSyntaxName;
}

/** A row of labels.csv; volumes in mL, EF in percent, age in years, height in m, weight in kg. */
export interface LabelRow {
  readonly PatientID: string;
  readonly FileName: string;
  readonly EF: string;
  readonly ESV: string;
  readonly EDV: string;
  readonly lead: number;
  readonly age: number;
  readonly sex: string;
  readonly height: string;
  readonly weight: string;
}

/**
 * Simulates one patient's A4C cine, writes it as DICOM and gives its row of the table of labels; what
 * a worker of the pool runs.
 */
export default async function writePatient(patientToWrite: PatientToWrite): Promise<LabelRow> {
  const { directory, seed, index, leadShare, format, transferSyntax } = patientToWrite;
  const patient = drawPatient(seed, index, leadShare);
  const clip = renderClip(seed, patient, format);
  const PatientID = phantomPatientId(seed, index);
  const FileName = `${PatientID}.dcm`;
  await writeCine(path.join(directory, FileName), {
    frames: clip.frames,
    Rows: format.Rows,
    Columns: format.Columns,
    samplesPerPixel: clip.samplesPerPixel,
    transferSyntax,
    attributes: phantomAttributes(
      patient,
      {
        seed,
        studyDescription: 'Simulated echocardiogram',
        seriesDescription: 'A4C simulated',
        seriesNumber: 1,
      },
      clip,
      format,
    ),
  });
  return {
    PatientID,
    FileName,
    EF: patient.efPercent.toFixed(2),
    ESV: patient.esvMl.toFixed(2),
    EDV: patient.edvMl.toFixed(2),
    lead: Number(patient.hasLead),
    age: patient.ageYears,
    sex: patient.sex,
    height: patient.heightM.toFixed(2),
    weight: patient.weightKg.toFixed(1),
  };
}
