import type { Patient } from '../clips/patient';

/** What is normal for a patient. */
export interface ReferenceRange {
  /** In the task's unit. */
  readonly low: number;
  readonly high: number;
  /** Whom it holds for; both where the header does not say the sex. */
  readonly sex: 'male' | 'female' | 'both';
  /** Whether it was scaled by the patient's body surface area. */
  readonly isIndexed: boolean;
}

type Limits = readonly [low: number, high: number];

interface Published {
  readonly male: Limits;
  readonly female: Limits;
  /** The limits are per m2 of body surface area. */
  readonly isIndexed?: boolean;
}

/**
 * Normal limits of adults by Lang RM et al., Recommendations for Cardiac Chamber Quantification by
 * Echocardiography in Adults: An Update from the American Society of Echocardiography and the
 * European Association of Cardiovascular Imaging. J Am Soc Echocardiogr 2015;28:1-39. Left ventricle:
 * two-dimensional volumes and EF, biplane (EF %, volumes mL); left atrium: maximal volume, mL/m2;
 * right atrium: major axis, cm/m2, mean and twice the standard deviation (2.4 and 2.5, 0.3).
 */
const published: Readonly<Record<string, Published>> = {
  EF: { male: [52, 72], female: [54, 74] },
  EDV: { male: [62, 150], female: [46, 106] },
  ESV: { male: [21, 61], female: [14, 42] },
  LAVolume: { male: [16, 34], female: [16, 34], isIndexed: true },
  RADimension: { male: [1.8, 3.0], female: [1.9, 3.1], isIndexed: true },
};

/** The recommendations are for adults. */
const adultFromYears = 18;

/**
 * The published normal range of a task for the patient; where the sex is unknown, the lower of the
 * lower limits to the higher of the higher ones.
 *
 * @returns undefined where none is published, for children, and for indexed ones without a body
 *   surface area
 */
export function referenceRange(
  taskId: string,
  { sex, ageYears, bodySurfaceArea }: Patient,
): ReferenceRange | undefined {
  if (!Object.hasOwn(published, taskId)) return undefined;
  const { male, female, isIndexed = false } = published[taskId];
  if (ageYears !== undefined && ageYears < adultFromYears) return undefined;
  if (isIndexed && bodySurfaceArea === undefined) return undefined;
  const factor = isIndexed ? bodySurfaceArea! : 1;
  const [low, high] = sex ? { male, female }[sex] : widest(male, female);
  return { low: low * factor, high: high * factor, sex: sex ?? 'both', isIndexed };
}

function widest(a: Limits, b: Limits): Limits {
  return [Math.min(a[0], b[0]), Math.max(a[1], b[1])];
}
