import { z95, type Interval } from './interval';
import { mean, quantiles, standardDeviation } from './summary';

/** Agreement of two measurements of the same cases (Bland and Altman, Lancet 1986). */
export interface Agreement {
  /** Mean of predicted - true. */
  readonly bias: number;
  /** Median of predicted - true. */
  readonly median: number;
  readonly deviation: number;
  /** Bias ± 1.96 standard deviations: contains 95 % of normally distributed differences. */
  readonly limits: Interval;
  /** Central 50, 75 and 95 % of the differences by their quantiles, for any distribution. */
  readonly central: readonly { readonly share: number; readonly interval: Interval }[];
}

const centralShares = [0.5, 0.75, 0.95];

/** Numbers are NaN for fewer than two cases. */
export function agreement(truth: readonly number[], predicted: readonly number[]): Agreement {
  const differences = truth.map((value, index) => predicted[index] - value);
  return {
    bias: mean(differences),
    median: quantiles(differences, [0.5])[0],
    deviation: standardDeviation(differences),
    limits: limitsOfAgreement(truth, predicted),
    central: centralShares.map((share) => {
      const [low, high] = quantiles(differences, [(1 - share) / 2, (1 + share) / 2]);
      return { share, interval: { low, high } };
    }),
  };
}

/** Bias ± 1.96 standard deviations of the differences. */
export function limitsOfAgreement(
  truth: readonly number[],
  predicted: readonly number[],
): Interval {
  const differences = truth.map((value, index) => predicted[index] - value);
  const bias = mean(differences);
  const reach = z95 * standardDeviation(differences);
  return { low: bias - reach, high: bias + reach };
}
