/**
 * Half width of an interval that covers a new case with probability `coverage`: the
 * ceil((n + 1) coverage)-th smallest absolute residual (split conformal prediction, Lei et al.
 * 2018). With too few residuals for that, the largest.
 */
export function conformalHalfWidth(residuals: readonly number[], coverage: number): number {
  const sizes = residuals.map(Math.abs).sort((a, b) => a - b);
  // The tiny number keeps e.g. 0.9 * 10 = 9.000000000000002 from being rounded up.
  const rank = Math.ceil((sizes.length + 1) * coverage - 1e-9);
  return sizes[Math.min(rank, sizes.length) - 1];
}
