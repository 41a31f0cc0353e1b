import { median, mean, deviation, quantileSorted } from 'd3-array';

/** A measure by the project beside the same measure by the reference. */
export type Pair = readonly [own: number, reference: number];

/** How well measures agree with a reference. */
export interface Agreement {
  readonly count: number;
  readonly r: number;
  /** Percent of the reference. */
  readonly medianDifferencePercent: number;
  readonly medianAbsolutePercent: number;
  readonly p95AbsolutePercent: number;
}

/** @param pairs at least two, of which not all are equal */
export function agreementOf(pairs: readonly Pair[]): Agreement {
  const differences = pairs.map(([own, reference]) => (100 * (own - reference)) / reference);
  const absolute = differences.map(Math.abs).sort((a, b) => a - b);
  return {
    count: pairs.length,
    r: correlation(pairs),
    medianDifferencePercent: median(differences) ?? NaN,
    medianAbsolutePercent: median(absolute) ?? NaN,
    p95AbsolutePercent: quantileSorted(absolute, 0.95) ?? NaN,
  };
}

function correlation(pairs: readonly Pair[]): number {
  const standardised = (values: readonly number[]) => {
    const middle = mean(values) ?? NaN;
    const spread = deviation(values) ?? NaN;
    return values.map((value) => (value - middle) / spread);
  };
  const own = standardised(pairs.map(([value]) => value));
  const reference = standardised(pairs.map(([, value]) => value));
  return own.reduce((sum, value, i) => sum + value * reference[i], 0) / (pairs.length - 1);
}
