import type { BeatMeasures } from '../measure-clip';
import type { ClipQuality, QualityCriterion } from './clip-quality';

/** 'not graded' where nothing is known to be wrong, and no measure, or no threshold on what is known, says good. */
export type QualityGrade = 'good' | 'doubtful' | 'poor' | 'not graded';

/** Limits of a criterion, from validation patients: beyond them a clip is doubtful or poor. */
export interface QualityLimits {
  readonly doubtful?: number;
  readonly poor?: number;
}

export type QualityThresholds = Readonly<Partial<Record<QualityCriterion, QualityLimits>>>;

/** Whether more of a criterion is better. */
const moreIsBetter: Readonly<Record<QualityCriterion, boolean>> = {
  sharpness: true,
  jitter: false,
  borderShare: false,
  ventricleInOnePart: true,
  atriumInOnePart: true,
  wallShare: true,
  atriumBelowShare: true,
  measuredShare: true,
  lengthRatio: false,
  lengthShare: true,
};

/** A measure that no heart has, so that the contours are wrong. */
export type Impossible =
  | 'length'
  | 'volume'
  | 'ejection fraction'
  | 'atrium above the ventricle'
  | 'two ventricles'
  | 'cut by the sector'
  | 'crossed contour';

export type QualityReason =
  | {
      readonly kind: 'threshold';
      readonly criterion: QualityCriterion;
      readonly grade: 'doubtful' | 'poor';
      readonly value: number;
      /** The threshold that the value is beyond. */
      readonly threshold: number;
    }
  | { readonly kind: 'impossible'; readonly what: Impossible; readonly grade: 'poor' };

export interface QualityJudgement {
  /** The worst of the reasons' grades. */
  readonly grade: QualityGrade;
  /** Worst first. */
  readonly reasons: readonly QualityReason[];
}

/**
 * For criteria that the thresholds leave out. The lengths of the LV in two apical planes differ by no
 * more than a tenth (Lang et al., J Am Soc Echocardiogr 2015;28:1-39); a shorter one is foreshortened.
 */
const defaultThresholds: QualityThresholds = { lengthShare: { doubtful: 0.9 } };

/**
 * Grades a clip by thresholds from outside; without thresholds only what no heart has is poor, and a
 * clip shorter than the others of its study doubtful.
 *
 * @param measures undefined when the clip shows no beat
 * @param drawn what is impossible in the contours that a reader drew
 */
export function judgeQuality(
  quality: ClipQuality,
  measures: BeatMeasures | undefined,
  thresholds: QualityThresholds,
  drawn: readonly Impossible[] = [],
): QualityJudgement {
  const reasons = [
    ...[...drawn, ...impossibilities(quality, measures)].map((what) => ({
      kind: 'impossible' as const,
      what,
      grade: 'poor' as const,
    })),
    ...qualityCriteria.flatMap((criterion) =>
      reasonOf(criterion, quality[criterion], { ...defaultThresholds, ...thresholds }),
    ),
  ].sort((a, b) => Number(b.grade === 'poor') - Number(a.grade === 'poor'));
  const isGraded =
    measures !== undefined &&
    qualityCriteria.some(
      (criterion) => criterion in thresholds && quality[criterion] !== undefined,
    );
  return { grade: reasons[0]?.grade ?? (isGraded ? 'good' : 'not graded'), reasons };
}

export const qualityCriteria = Object.keys(moreIsBetter) as readonly QualityCriterion[];

function reasonOf(
  criterion: QualityCriterion,
  value: number | undefined,
  thresholds: QualityThresholds,
): QualityReason[] {
  const limits = thresholds[criterion];
  if (value === undefined || !limits) {
    return [];
  }
  for (const grade of ['poor', 'doubtful'] as const) {
    const threshold = limits[grade];
    const isBeyond =
      threshold !== undefined && (moreIsBetter[criterion] ? value < threshold : value > threshold);
    if (isBeyond) {
      return [{ kind: 'threshold', criterion, grade, value, threshold }];
    }
  }
  return [];
}

/** From a newborn's LV to one that fills the chest: cm, and mL at end-diastole. */
const possible = { lengthCm: [1.5, 16], volumeMl: [1, 1000] } as const;

/** With more of what was taken for LV in another part than this, there are two of it. */
const leastInOnePart = 0.7;

/** With more of its contour along the sector's edge than this, the LV lies outside in large part. */
const mostAtBorder = 0.3;

/** Even a hypercontractile LV keeps some of its blood, percent. */
const highestEf = 95;

function impossibilities(quality: ClipQuality, measures: BeatMeasures | undefined): Impossible[] {
  const found: Impossible[] = [];
  if (measures?.unit === 'cm') {
    if (isOutside(measures.edLength, possible.lengthCm)) {
      found.push('length');
    }
    if (isOutside(measures.edVolume, possible.volumeMl)) {
      found.push('volume');
    }
  }
  if (measures && isOutside(measures.efPercent, [0, highestEf])) {
    found.push('ejection fraction');
  }
  if (quality.atriumBelowShare !== undefined && quality.atriumBelowShare < 0.5) {
    found.push('atrium above the ventricle');
  }
  if (quality.ventricleInOnePart !== undefined && quality.ventricleInOnePart < leastInOnePart) {
    found.push('two ventricles');
  }
  if (quality.borderShare !== undefined && quality.borderShare > mostAtBorder) {
    found.push('cut by the sector');
  }
  return found;
}

function isOutside(value: number, [least, most]: readonly [number, number]): boolean {
  return !(value >= least && value <= most);
}
