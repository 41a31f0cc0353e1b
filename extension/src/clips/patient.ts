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
  const { sex, ageYears, heightM, weightKg } = readPatientAttributes(header);
  return { sex, ageYears, bodySurfaceArea: bodySurfaceArea(heightM, weightKg) };
}

/**
 * Body surface area in m2: 0.007184 height^0.725 weight^0.425, the height in cm (Du Bois and Du
 * Bois, Arch Intern Med 1916;17:863).
 */
function bodySurfaceArea(heightM?: number, weightKg?: number): number | undefined {
  return heightM !== undefined && weightKg !== undefined
    ? 0.007184 * (100 * heightM) ** 0.725 * weightKg ** 0.425
    : undefined;
}
