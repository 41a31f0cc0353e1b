import { sum } from 'd3-array';
import type { Interval } from './interval';
import { mean } from './summary';
import { wilsonInterval } from './wilson';

/** Bin of a reliability curve. */
export interface ReliabilityBin {
  readonly predicted: number;
  readonly observed: number;
  /** Wilson 95 % interval of `observed`. */
  readonly interval: Interval;
  readonly cases: number;
}

/**
 * Brier score: mean squared difference of probability and outcome. 0 is best; predicting the
 * prevalence p for every case scores p (1 - p).
 *
 * @param truth 1 positive, 0 negative
 */
export function brierScore(truth: readonly number[], probabilities: readonly number[]): number {
  return mean(truth.map((value, index) => (probabilities[index] - value) ** 2));
}

/**
 * Reliability curve with bins of equal width. A border belongs to the bin below it and empty bins
 * are left out, as in scikit-learn's `calibration_curve`.
 */
export function reliabilityCurve(
  truth: readonly number[],
  probabilities: readonly number[],
  bins = 10,
): ReliabilityBin[] {
  const members: number[][] = Array.from({ length: bins }, () => []);
  probabilities.forEach((probability, index) => {
    const bin = Math.ceil(probability * bins) - 1;
    members[Math.min(bins - 1, Math.max(0, bin))].push(index);
  });
  return members.flatMap((indices) => {
    const positives = sum(indices, (index) => truth[index]);
    const interval = wilsonInterval(positives, indices.length);
    if (!interval) {
      return [];
    }
    return {
      predicted: mean(indices.map((index) => probabilities[index])),
      observed: positives / indices.length,
      interval,
      cases: indices.length,
    };
  });
}

/**
 * Expected calibration error (Naeini, Cooper and Hauskrecht, AAAI 2015): mean of |predicted -
 * observed| over the bins, weighted by their cases. Biased upwards for few cases.
 */
export function expectedCalibrationError(curve: readonly ReliabilityBin[]): number {
  const cases = sum(curve, (bin) => bin.cases);
  return sum(
    curve,
    ({ predicted, observed, cases: inBin }) => (inBin / cases) * Math.abs(predicted - observed),
  );
}
