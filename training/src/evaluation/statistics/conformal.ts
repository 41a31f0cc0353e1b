import { rollup } from 'd3-array';

export interface Residual {
  readonly patientId: string;
  /** Predicted - true. */
  readonly residual: number;
}

/**
 * Half-width of an interval that covers a clip of a new patient with probability `coverage`: split
 * conformal prediction (Lei et al. 2018) with patients as exchangeable units whose weight is
 * divided among their clips (pooling, Dunn, Wasserman and Ramdas 2023). With one clip per patient
 * this is the ceil((n + 1) coverage)-th smallest absolute residual.
 *
 * @returns NaN with too few patients to promise the coverage: fewer than 9 for nine tenths
 */
export function conformalHalfWidth(residuals: readonly Residual[], coverage: number): number {
  const clipCounts = rollup(
    residuals,
    (clips) => clips.length,
    ({ patientId }) => patientId,
  );
  const sizes = residuals
    .map(({ patientId, residual }) => ({
      size: Math.abs(residual),
      weight: 1 / clipCounts.get(patientId)! / (clipCounts.size + 1),
    }))
    .sort((a, b) => a.size - b.size);
  let weight = 0;
  for (const one of sizes) {
    weight += one.weight;
    // Tolerance for rounding: nine tenths sum to less than 0.9.
    if (weight >= coverage - 1e-9) {
      return one.size;
    }
  }
  return NaN;
}
