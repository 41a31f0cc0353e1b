import {
  judgeQuality,
  type ClipQuality,
  type QualityCriterion,
  type QualityThresholds,
} from '@echonet/models/measures';

/** What the quality of a clip is held against. */
export interface RatedCase {
  readonly quality: ClipQuality;
  /** Measured less true EF in points; undefined where one of both is unknown. */
  readonly efError?: number;
}

/** Thresholds and how well they tell wrong clips from right ones. */
export interface QualityFit {
  /** Beyond it a clip is doubtful, by criterion. */
  readonly thresholds: Readonly<Partial<Record<QualityCriterion, number>>>;
  /** Of the test clips. */
  readonly test: QualityCounts;
}

export interface QualityCounts {
  /** Clips whose EF is wrong by more than {@link wrongBy}, and those of them that are flagged. */
  readonly wrong: number;
  readonly wrongFlagged: number;
  readonly right: number;
  readonly rightFlagged: number;
}

/** EF points from which a clip should be flagged. */
export const wrongBy = 10;

/** Criteria that single frames have, and whether more of them is better. */
const criteria = {
  sharpness: true,
  borderShare: false,
  ventricleInOnePart: true,
  atriumInOnePart: true,
  wallShare: true,
  lengthRatio: false,
} as const satisfies Partial<Record<QualityCriterion, boolean>>;

/** A criterion that flags more of the right clips is a nuisance. */
const mostFalseAlarms = 0.15;

/** Share of wrong clips flagged less share of right ones; a criterion below it tells too little. */
const leastGain = 0.2;

/** Fewer wrong clips cannot set a threshold. */
const leastWrong = 3;

/**
 * Fits a threshold to each criterion that tells validation clips whose EF is wrong from others: the
 * one with the highest Youden index among those with few false alarms.
 */
export function fitQuality(
  validation: readonly RatedCase[],
  test: readonly RatedCase[],
): QualityFit {
  const thresholds: Partial<Record<QualityCriterion, number>> = {};
  for (const [name, moreIsBetter] of Object.entries(criteria)) {
    const criterion = name as keyof typeof criteria;
    const threshold = bestThreshold(validation, criterion, moreIsBetter);
    if (threshold !== undefined) {
      thresholds[criterion] = Number(threshold.toPrecision(3));
    }
  }
  return { thresholds, test: countsOf(test, thresholds) };
}

function bestThreshold(
  cases: readonly RatedCase[],
  criterion: QualityCriterion,
  moreIsBetter: boolean,
): number | undefined {
  const known = cases.flatMap(({ quality, efError }) => {
    const value = quality[criterion];
    return value === undefined || efError === undefined
      ? []
      : [{ value, isWrong: Math.abs(efError) > wrongBy }];
  });
  const wrong = known.filter(({ isWrong }) => isWrong);
  const right = known.filter(({ isWrong }) => !isWrong);
  if (wrong.length < leastWrong || right.length === 0) {
    return undefined;
  }
  const sorted = [...new Set(known.map(({ value }) => value))].sort((a, b) => a - b);
  let best: { readonly threshold: number; readonly gain: number } | undefined;
  for (let i = 0; i + 1 < sorted.length; i++) {
    const threshold = (sorted[i] + sorted[i + 1]) / 2;
    const isFlagged = ({ value }: { readonly value: number }) =>
      moreIsBetter ? value < threshold : value > threshold;
    const falseAlarms = right.filter(isFlagged).length / right.length;
    const gain = wrong.filter(isFlagged).length / wrong.length - falseAlarms;
    if (falseAlarms <= mostFalseAlarms && gain >= leastGain && gain > (best?.gain ?? 0)) {
      best = { threshold, gain };
    }
  }
  return best?.threshold;
}

/** A clip whose atrium lies above its ventricle counts as flagged, too. */
function countsOf(
  cases: readonly RatedCase[],
  thresholds: QualityFit['thresholds'],
): QualityCounts {
  const limits = Object.fromEntries(
    Object.entries(thresholds).map(([criterion, doubtful]) => [criterion, { doubtful }]),
  ) as QualityThresholds;
  const counts = { wrong: 0, wrongFlagged: 0, right: 0, rightFlagged: 0 };
  for (const { quality, efError } of cases) {
    if (efError === undefined) {
      continue;
    }
    const isFlagged = judgeQuality(quality, undefined, limits).reasons.length > 0;
    const kind = Math.abs(efError) > wrongBy ? 'wrong' : 'right';
    counts[kind]++;
    counts[`${kind}Flagged`] += Number(isFlagged);
  }
  return counts;
}
