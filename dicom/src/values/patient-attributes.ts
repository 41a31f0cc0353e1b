import type { NaturalizedDataset } from '../dataset';
import { firstNumber, firstText } from './read-values';

/** What a DICOM header says about the patient and the machine; unknown values are absent. */
export interface PatientAttributes {
  readonly sex?: 'female' | 'male';
  /** At the time of the study. */
  readonly ageYears?: number;
  readonly heightM?: number;
  readonly weightKg?: number;
  /** kg/m2, from height and weight. */
  readonly bodyMassIndex?: number;
  /** m2, from height and weight. */
  readonly bodySurfaceArea?: number;
  readonly manufacturer?: string;
}

/** Values outside of these ranges are typing errors. */
const plausible = {
  ageYears: [0, 120],
  heightM: [0.2, 2.5],
  weightKg: [0.3, 400],
  bodyMassIndex: [8, 100],
} as const;

/**
 * Reads the Patient, Patient Study and Equipment modules (PS3.3 C.7.1.1, C.7.2.2, C.7.5.1) of an
 * image or report. Implausible values are left out one by one, height and weight together where only
 * their body mass index is implausible. A height from 100 to 250 is read as centimetres.
 *
 * @param dataset naturalised
 */
export function readPatientAttributes(dataset: NaturalizedDataset): PatientAttributes {
  const sex = firstText(dataset.PatientSex).toUpperCase();
  const size = firstNumber(dataset.PatientSize);
  const heightM = within('heightM', size >= 100 && size <= 250 ? size / 100 : size);
  const weightKg = within('weightKg', firstNumber(dataset.PatientWeight));
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
    bodySurfaceArea: contradicted ? undefined : bodySurfaceArea(heightM, weightKg),
    manufacturer: firstText(dataset.Manufacturer) || undefined,
  };
}

/** 0.007184 height^0.725 weight^0.425, the height in cm (Du Bois and Du Bois, Arch Intern Med 1916;17:863). */
function bodySurfaceArea(heightM?: number, weightKg?: number): number | undefined {
  return heightM !== undefined && weightKg !== undefined
    ? 0.007184 * (100 * heightM) ** 0.725 * weightKg ** 0.425
    : undefined;
}

function within(name: keyof typeof plausible, value: number): number | undefined {
  const [lowest, highest] = plausible[name];
  return value >= lowest && value <= highest ? Number(value.toPrecision(6)) : undefined;
}

const daysPerYear = 365.25;
const unitsPerYear = { Y: 1, M: 12, W: daysPerYear / 7, D: daysPerYear };

/** From Patient's Age (VR AS: 045Y), or else from birth and study date; NaN where neither is there. */
function ageInYears(dataset: NaturalizedDataset): number {
  const age = /^(\d{1,3})([YMWD])$/.exec(firstText(dataset.PatientAge).toUpperCase());
  // Some systems write 000Y for an unknown age.
  if (age && !(Number(age[1]) === 0 && age[2] === 'Y')) {
    return Number(age[1]) / unitsPerYear[age[2] as keyof typeof unitsPerYear];
  }
  const [birth, study] = [date(dataset.PatientBirthDate), date(dataset.StudyDate)];
  return (study - birth) / (daysPerYear * 24 * 60 * 60 * 1000);
}

/** Milliseconds since 1970 of a DA value (YYYYMMDD); NaN for anything else. */
function date(value: unknown): number {
  const parts = /^(\d{4})[.-]?(\d{2})[.-]?(\d{2})$/.exec(firstText(value));
  if (!parts) {
    return Number.NaN;
  }
  const [, year, month, day] = parts;
  return Date.parse(`${year}-${month}-${day}`);
}
