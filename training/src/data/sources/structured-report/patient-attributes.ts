/** What a DICOM header says about the patient and the machine; what is not known is absent. */
export interface PatientAttributes {
  readonly sex?: 'female' | 'male';
  /** At the time of the study. */
  readonly ageYears?: number;
  readonly heightM?: number;
  readonly weightKg?: number;
  /** kg/m2, from height and weight. */
  readonly bodyMassIndex?: number;
  readonly manufacturer?: string;
}

/** Values outside of these are slips of the keyboard. */
const plausible = {
  ageYears: [0, 120],
  heightM: [0.2, 2.5],
  weightKg: [0.3, 400],
  bodyMassIndex: [8, 100],
} as const;

/**
 * Reads the Patient, Patient Study and Equipment modules (PS3.3 C.7.1.1, C.7.2.2, C.7.5.1) of an
 * image or report. Values that cannot be true are left out, each by itself; height and weight both
 * where only their body mass index cannot be. A height that is plainly in centimetres (100 to 250)
 * is read as such.
 *
 * @param dataset naturalised by dcmjs
 */
export function readPatientAttributes(
  dataset: Readonly<Record<string, unknown>>,
): PatientAttributes {
  const sex = text(dataset.PatientSex).toUpperCase();
  const size = number(dataset.PatientSize);
  const heightM = within('heightM', size >= 100 && size <= 250 ? size / 100 : size);
  const weightKg = within('weightKg', number(dataset.PatientWeight));
  const bodyMassIndex =
    heightM !== undefined && weightKg !== undefined
      ? within('bodyMassIndex', weightKg / heightM ** 2)
      : undefined;
  const contradicted =
    heightM !== undefined && weightKg !== undefined && bodyMassIndex === undefined;
  return {
    sex: sex === 'F' ? 'female' : sex === 'M' ? 'male' : undefined,
    ageYears: within('ageYears', ageInYears(dataset)),
    heightM: contradicted ? undefined : heightM,
    weightKg: contradicted ? undefined : weightKg,
    bodyMassIndex,
    manufacturer: text(dataset.Manufacturer) || undefined,
  };
}

function within(name: keyof typeof plausible, value: number): number | undefined {
  const [lowest, highest] = plausible[name];
  return value >= lowest && value <= highest ? Number(value.toPrecision(6)) : undefined;
}

const daysPerYear = 365.25;
const unitsPerYear = { Y: 1, M: 12, W: daysPerYear / 7, D: daysPerYear };

/** From Patient's Age (PS3.5 6.2, AS: 045Y), otherwise from the dates; NaN where neither says. */
function ageInYears(dataset: Readonly<Record<string, unknown>>): number {
  const age = /^(\d{1,3})([YMWD])$/.exec(text(dataset.PatientAge).toUpperCase());
  // 000Y is what some systems write for an age that they do not know.
  if (age && !(Number(age[1]) === 0 && age[2] === 'Y')) {
    return Number(age[1]) / unitsPerYear[age[2] as keyof typeof unitsPerYear];
  }
  const [birth, study] = [date(dataset.PatientBirthDate), date(dataset.StudyDate)];
  return (study - birth) / (daysPerYear * 24 * 60 * 60 * 1000);
}

/** Milliseconds of a DA value, YYYYMMDD; NaN where it is none. */
function date(value: unknown): number {
  const parts = /^(\d{4})[.-]?(\d{2})[.-]?(\d{2})$/.exec(text(value));
  if (!parts) return Number.NaN;
  const [, year, month, day] = parts;
  return Date.parse(`${year}-${month}-${day}`);
}

function number(value: unknown): number {
  const single: unknown = Array.isArray(value) ? value[0] : value;
  return typeof single === 'number' ? single : Number(text(single) || 'NaN');
}

function text(value: unknown): string {
  const single: unknown = Array.isArray(value) ? value[0] : value;
  return typeof single === 'string' || typeof single === 'number' ? String(single).trim() : '';
}
