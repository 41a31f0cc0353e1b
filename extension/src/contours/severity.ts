import type { Patient } from '../clips/patient';
import { isEvaluated, type Origin } from '../results/origin';
import type { Measured, MeasureId } from './measured';

/** Measures with published limits; LAIndex is LA volume over body surface area, mL/m². */
export type GradedMeasure = 'EDV' | 'ESV' | 'EF' | 'LAIndex';

export type SeverityGrade = 'low' | 'normal' | 'mild' | 'moderate' | 'severe' | 'high';

export interface Severity {
  /** Absent where it depends on a sex that the header does not say. */
  readonly grade?: SeverityGrade;
  /** What it would be, where it depends on that sex. */
  readonly bySex?: Readonly<Record<'male' | 'female', GradedBySex>>;
  readonly normal: readonly [low: number, high: number];
  /** Both if the header has no sex. */
  readonly sex: 'male' | 'female' | 'both';
}

interface GradedBySex {
  readonly grade: SeverityGrade;
  readonly normal: readonly [low: number, high: number];
}

interface Limits {
  readonly normal: readonly [low: number, high: number];
  /** Last values of mildly and of moderately abnormal, on the side that disease lies on. */
  readonly abnormal: readonly [mild: number, moderate: number];
}

/**
 * Lang et al., J Am Soc Echocardiogr 2015;28:1-39, tables 4 and 5; volumes are those of biplane disks.
 * All are whole numbers: values are compared as they are shown.
 */
const limits: Readonly<Record<GradedMeasure, Readonly<Record<'male' | 'female', Limits>>>> = {
  EDV: {
    male: { normal: [62, 150], abnormal: [174, 200] },
    female: { normal: [46, 106], abnormal: [120, 130] },
  },
  ESV: {
    male: { normal: [21, 61], abnormal: [73, 85] },
    female: { normal: [14, 42], abnormal: [55, 67] },
  },
  EF: {
    male: { normal: [52, 72], abnormal: [41, 30] },
    female: { normal: [54, 74], abnormal: [41, 30] },
  },
  LAIndex: {
    male: { normal: [16, 34], abnormal: [41, 48] },
    female: { normal: [16, 34], abnormal: [41, 48] },
  },
};

/** Units of the published limits; volumes of a clip without a scale are in others. */
const gradedUnits: Readonly<Record<GradedMeasure, string>> = {
  EDV: 'mL',
  ESV: 'mL',
  EF: '%',
  LAIndex: 'mL/m²',
};

function isGraded(id: MeasureId): id is GradedMeasure {
  return Object.hasOwn(gradedUnits, id);
}

const adultFromYears = 18;

/**
 * What published limits say of a measured value; nothing where there are none, and where it is not to be
 * judged.
 *
 * @param origin of the network whose contours were measured
 */
export function severityOfMeasured(
  measured: Pick<Measured, 'id' | 'value' | 'unit' | 'typed'>,
  origin: Origin,
  patient: Pick<Patient, 'sex' | 'ageYears'>,
): Severity | undefined {
  const { id, value, unit } = measured;
  return isJudged(measured, origin) && isGraded(id) && gradedUnits[id] === unit
    ? severityOf(id, value, patient)
    : undefined;
}

/** What a reader typed is the reader's, whatever network drew the contours. */
export function isJudged({ typed }: Pick<Measured, 'typed'>, origin: Origin): boolean {
  return typed === true || isEvaluated(origin);
}

/** Grades a value by the patient's sex. Undefined for children. */
export function severityOf(
  measure: GradedMeasure,
  value: number,
  { sex, ageYears }: Pick<Patient, 'sex' | 'ageYears'>,
): Severity | undefined {
  if (ageYears !== undefined && ageYears < adultFromYears) {
    return undefined;
  }
  const { male, female } = limits[measure];
  if (sex) {
    const { normal } = limits[measure][sex];
    return { grade: gradeOf(value, limits[measure][sex]), normal, sex };
  }
  const [grade, other] = [gradeOf(value, male), gradeOf(value, female)];
  return {
    ...(grade === other
      ? { grade }
      : {
          bySex: {
            male: { grade, normal: male.normal },
            female: { grade: other, normal: female.normal },
          },
        }),
    normal: [
      Math.min(male.normal[0], female.normal[0]),
      Math.max(male.normal[1], female.normal[1]),
    ],
    sex: 'both',
  };
}

function gradeOf(value: number, { normal, abnormal }: Limits): SeverityGrade {
  const shown = Math.round(value);
  const [low, high] = normal;
  const isLowAbnormal = abnormal[0] < low;
  if (shown >= low && shown <= high) {
    return 'normal';
  }
  if (isLowAbnormal ? shown > high : shown < low) {
    return isLowAbnormal ? 'high' : 'low';
  }
  const [mild, moderate] = abnormal;
  const isWithin = (limit: number) => (isLowAbnormal ? shown >= limit : shown <= limit);
  if (isWithin(mild)) {
    return 'mild';
  }
  return isWithin(moderate) ? 'moderate' : 'severe';
}

export type HeartFailureClass = 'reduced' | 'mildlyReduced' | 'preserved';

/**
 * The class of heart failure that an ejection fraction in per cent belongs to, in a patient who has
 * heart failure (McDonagh et al., Eur Heart J 2021;42:3599; Heidenreich et al., Circulation
 * 2022;145:e895).
 */
export function heartFailureClass(efPercent: number): HeartFailureClass {
  const shown = Math.round(efPercent);
  if (shown <= 40) {
    return 'reduced';
  }
  return shown < 50 ? 'mildlyReduced' : 'preserved';
}
