/** Patient attributes that reference ranges depend on. */
export interface Patient {
  readonly sex?: 'male' | 'female';
  readonly ageYears?: number;
  /** m² */
  readonly bodySurfaceArea?: number;
}

/**
 * Reads Patient's Sex, Age, Size (m) and Weight (kg) of a naturalised instance. Missing and
 * implausible values are left out.
 */
export function readPatient(instance: unknown): Patient {
  const header = (instance ?? {}) as Readonly<Record<string, unknown>>;
  return {
    sex: readSex(header['PatientSex']),
    ageYears: readAge(header['PatientAge']),
    bodySurfaceArea: bodySurfaceArea(
      readNumber(header['PatientSize']),
      readNumber(header['PatientWeight']),
    ),
  };
}

/**
 * Body surface area in m2: 0.007184 height^0.725 weight^0.425, the height in cm (Du Bois and Du
 * Bois, Arch Intern Med 1916;17:863).
 */
function bodySurfaceArea(heightM: number, weightKg: number): number | undefined {
  const isHuman = heightM > 0.3 && heightM < 2.6 && weightKg > 1 && weightKg < 400;
  return isHuman ? 0.007184 * (100 * heightM) ** 0.725 * weightKg ** 0.425 : undefined;
}

function readSex(value: unknown): Patient['sex'] {
  if (value === 'M') return 'male';
  return value === 'F' ? 'female' : undefined;
}

/** Age in years of an Age String (AS, DICOM PS3.5 6.2): three digits and D, W, M or Y. */
function readAge(value: unknown): number | undefined {
  const [, digits, unit] = /^(\d{3})([DWMY])$/.exec(String(value ?? '')) ?? [];
  if (!digits) return undefined;
  const perYear = { D: 365.25, W: 52.18, M: 12, Y: 1 }[unit as 'D' | 'W' | 'M' | 'Y'];
  return Number(digits) / perYear;
}

function readNumber(value: unknown): number {
  return value === undefined || value === null || value === '' ? NaN : Number(value);
}
