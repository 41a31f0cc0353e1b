import { z95, type Interval } from './interval';

/**
 * Wilson score interval of a proportion at 95 % (Journal of the American Statistical Association
 * 1927), valid for few cases and near 0 and 1. Undefined for no cases.
 */
export function wilsonInterval(successes: number, cases: number): Interval | undefined {
  if (cases === 0) {
    return undefined;
  }
  const share = successes / cases;
  const square = z95 * z95;
  const centre = (share + square / (2 * cases)) / (1 + square / cases);
  const reach =
    (z95 * Math.sqrt((share * (1 - share)) / cases + square / (4 * cases * cases))) /
    (1 + square / cases);
  return { low: Math.max(0, centre - reach), high: Math.min(1, centre + reach) };
}
