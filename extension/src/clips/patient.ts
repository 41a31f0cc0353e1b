import { readPatientAttributes, sequenceItems } from '@echonet/dicom';

/** Patient attributes that reference ranges depend on. */
export interface Patient {
  readonly sex?: 'male' | 'female';
  readonly ageYears?: number;
  /** m² */
  readonly bodySurfaceArea?: number;
}

/** What a naturalised instance says of the patient; missing and implausible values are left out. */
export function readPatient(instance: unknown): Patient {
  const [header = {}] = sequenceItems(instance);
  const { sex, ageYears, bodySurfaceArea } = readPatientAttributes(header);
  return { sex, ageYears, bodySurfaceArea };
}
