/**
 * The standard normal number that a share of the population stays below, by the rational
 * approximation of Acklam (2003), relative error below 1.2e-9.
 *
 * @param share 0..1; -Infinity at 0 and Infinity at 1
 */
export function normalQuantile(share: number): number {
  if (share <= 0) {
    return -Infinity;
  }
  if (share >= 1) {
    return Infinity;
  }
  const tail = 0.02425;
  if (share > 1 - tail) {
    return -normalQuantile(1 - share);
  }
  if (share < tail) {
    const q = Math.sqrt(-2 * Math.log(share));
    return (
      polynomial(
        q,
        [
          -7.784894002430293e-3, -0.3223964580411365, -2.400758277161838, -2.549732539343734,
          4.374664141464968, 2.938163982698783,
        ],
      ) /
      polynomial(
        q,
        [7.784695709041462e-3, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1],
      )
    );
  }
  const q = share - 0.5;
  const r = q * q;
  return (
    (q *
      polynomial(
        r,
        [
          -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269,
          -30.66479806614716, 2.506628277459239,
        ],
      )) /
    polynomial(
      r,
      [
        -54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972,
        -13.28068155288572, 1,
      ],
    )
  );
}

/** Coefficients from the highest power down. */
const polynomial = (x: number, coefficients: readonly number[]): number =>
  coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0);
