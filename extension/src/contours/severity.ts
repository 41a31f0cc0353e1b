import type { Patient } from '../clips/patient';

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

const adultFromYears = 18;

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
