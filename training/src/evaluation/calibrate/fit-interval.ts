import { deviation, mean, rollup, sum } from 'd3-array';
import { conformalHalfWidth } from '../statistics/conformal';
import { thirdsBy } from '../statistics/coverage';

/** Nominal coverage of the prediction intervals. */
export const nominalCoverage = 0.9;

/** On which errors are of one size: a difference, or the logarithm of a quotient. */
export type IntervalScale = 'absolute' | 'logarithmic';

/** Prediction and label of a clip, in the task's unit. */
export interface PredictedClip {
  readonly patientId: string;
  readonly truth: number;
  readonly predicted: number;
}

export interface FittedInterval {
  readonly halfWidth: number;
  readonly scale: IntervalScale;
}

/** Fewer patients do not show which scale holds more evenly. */
const fewestForScale = 30;

/** Fewer patients give the bias no sign. */
const fewestForBias = 20;

export function patientsOf(clips: readonly Pick<PredictedClip, 'patientId'>[]): number {
  return new Set(clips.map(({ patientId }) => patientId)).size;
}

/** Standard errors within which a mean error is chance. */
const chanceErrors = 1.96;

/**
 * Mean of predicted - true with patients weighted equally; undefined for fewer than 20 patients, and where
 * it is no larger than chance makes it: to subtract it would add its own error.
 */
export function biasOf(clips: readonly PredictedClip[]): number | undefined {
  const errors = rollup(
    clips,
    (own) => sum(own, ({ predicted, truth }) => predicted - truth) / own.length,
    ({ patientId }) => patientId,
  );
  const bias = mean(errors.values());
  const error = (deviation(errors.values()) ?? 0) / Math.sqrt(errors.size);
  return errors.size < fewestForBias || bias === undefined || Math.abs(bias) <= chanceErrors * error
    ? undefined
    : bias;
}

export function errorOn(scale: IntervalScale, { predicted, truth }: PredictedClip): number {
  return scale === 'absolute' ? predicted - truth : Math.log(predicted / truth);
}

export function isHeld({ scale, halfWidth }: FittedInterval, clip: PredictedClip): boolean {
  return Math.abs(errorOn(scale, clip)) <= halfWidth;
}

/**
 * The split-conformal 90 % interval. A volume's is of one width in its unit or in its logarithm,
 * whichever holds nine tenths more evenly over small, middle and large predictions: errors of one size
 * for all would leave out large hearts, errors in proportion small ones.
 *
 * @param isVolume whether the logarithmic scale may be chosen
 * @returns undefined with too few patients
 */
export function fitInterval(
  clips: readonly PredictedClip[],
  isVolume: boolean,
): FittedInterval | undefined {
  const fitOn = (scale: IntervalScale): FittedInterval => ({
    scale,
    halfWidth: conformalHalfWidth(
      clips.map((clip) => ({ patientId: clip.patientId, residual: errorOn(scale, clip) })),
      nominalCoverage,
    ),
  });
  const absolute = fitOn('absolute');
  if (!Number.isFinite(absolute.halfWidth)) {
    return undefined;
  }
  const arePositive = clips.every(({ truth, predicted }) => truth > 0 && predicted > 0);
  if (!isVolume || !arePositive || patientsOf(clips) < fewestForScale) {
    return absolute;
  }
  const logarithmic = fitOn('logarithmic');
  return unevenness(logarithmic, clips) < unevenness(absolute, clips) ? logarithmic : absolute;
}

/** Largest distance of a third's coverage from the nominal one. */
function unevenness(interval: FittedInterval, clips: readonly PredictedClip[]): number {
  const shares = thirdsBy(clips, ({ predicted }) => predicted).map(
    (third) => third.filter((clip) => isHeld(interval, clip)).length / third.length,
  );
  return Math.max(...shares.map((share) => Math.abs(share - nominalCoverage)));
}
