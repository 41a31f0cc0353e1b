/**
 * Quantile of Student's t distribution, by bisection.
 *
 * @param probability in [0.5, 1)
 * @param freedom degrees of freedom, at least 1
 */
export function studentTQuantile(probability: number, freedom: number): number {
  let low = 0;
  let high = 1;
  while (studentTDistribution(high, freedom) < probability) {
    high *= 2;
  }
  // 60 bisections reach double precision relative to the upper end.
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (studentTDistribution(middle, freedom) < probability) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return (low + high) / 2;
}

/** Cumulative distribution for t >= 0, by the incomplete beta function (DLMF 8.17). */
function studentTDistribution(t: number, freedom: number): number {
  return 1 - incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5) / 2;
}

/** Regularised incomplete beta function I_x(a, b), by its continued fraction (DLMF 8.17.22). */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0 || x >= 1) {
    return x <= 0 ? 0 : 1;
  }
  // The fraction converges fast below the mean; above it, I_x(a, b) = 1 - I_1-x(b, a).
  if (x > (a + 1) / (a + b + 2)) {
    return 1 - incompleteBeta(1 - x, b, a);
  }
  const logFront =
    a * Math.log(x) +
    b * Math.log1p(-x) +
    logGamma(a + b) -
    logGamma(a) -
    logGamma(b) -
    Math.log(a);
  // Lentz's method, as modified by Thompson and Barnett (1986).
  const tiny = 1e-300;
  let c = 1;
  let d = 1 / (1 - ((a + b) * x) / (a + 1) || tiny);
  let fraction = d;
  for (let m = 1; m < 500; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    let change = 1;
    for (const term of [even, odd]) {
      d = 1 / (1 + term * d || tiny);
      c = 1 + term / c || tiny;
      change = c * d;
      fraction *= change;
    }
    if (Math.abs(change - 1) < 1e-15) {
      break;
    }
  }
  return Math.exp(logFront) * fraction;
}

/**
 * Logarithm of the gamma function for x > 0: Stirling's series (DLMF 5.11.1) for x >= 12,
 * recurrence below.
 */
function logGamma(x: number): number {
  let shifted = x;
  let product = 1;
  while (shifted < 12) {
    product *= shifted;
    shifted++;
  }
  const inverse = 1 / shifted;
  const square = inverse * inverse;
  const series =
    inverse *
    (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square / 1188))));
  const stirling = (shifted - 0.5) * Math.log(shifted) - shifted + Math.log(2 * Math.PI) / 2;
  return stirling + series - Math.log(product);
}
