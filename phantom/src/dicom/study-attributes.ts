import { deterministicUid } from '@echonet/dicom/node';
import type { PhantomPatient } from '../patient';

/** PatientID of a phantom, and the beginning of the names of its files. */
export function phantomPatientId(seed: number, index: number): string {
  return `PHANTOM-${seed}-${String(index + 1).padStart(5, '0')}`;
}

/** Fixed, so that the same seed gives the same bytes. */
const studyDate = '20260101';

/** Naturalised patient and study attributes, the same in the cines and the report of a phantom. */
export function studyAttributes(seed: number, patient: PhantomPatient): Record<string, unknown> {
  return {
    PatientName: `Phantom^${String(patient.index + 1).padStart(4, '0')}`,
    PatientID: phantomPatientId(seed, patient.index),
    PatientBirthDate: `${2026 - patient.ageYears}0101`,
    PatientSex: patient.sex,
    PatientAge: `${String(patient.ageYears).padStart(3, '0')}Y`,
    PatientSize: patient.heightM.toFixed(2),
    PatientWeight: patient.weightKg.toFixed(1),
    StudyInstanceUID: deterministicUid('phantom study', seed, patient.index),
    StudyDate: studyDate,
    StudyTime: '090000',
    ContentDate: studyDate,
    ContentTime: '090000',
    AccessionNumber: '',
    ReferringPhysicianName: '',
    StudyID: String(patient.index + 1),
    StudyDescription: 'Simulated echocardiogram',
    Manufacturer: 'EchoNet for OHIF, simulated echoes',
  };
}
