/** Neighbours that a local parabola needs at the least, the point itself included. */
const leastPoints = 5;

/** A value this share of the curve's range away from its neighbours' parabola is an outlier. */
const outlierShare = 0.2;

/** And this many times as far as half of the values are. */
const outlierFactor = 6;

/**
 * Smooths a curve by local parabolas with tricube weights (Cleveland, J Am Stat Assoc 74:829, 1979),
 * leaving single outliers out. Where values are sparse, the nearest five count, so that the curve
 * runs through them rather than beside them.
 *
 * @param times increasing
 * @param values NaN where unknown
 * @param halfWidth reach of a parabola to either side, in the unit of the times
 * @returns a value for every time; NaN only when fewer than five values are known
 */
export function smoothCurve(
  times: readonly number[],
  values: readonly number[],
  halfWidth: number,
): number[] {
  const all = times.flatMap((time, i) =>
    Number.isFinite(values[i]) ? [{ time, value: values[i] }] : [],
  );
  if (all.length < leastPoints) {
    return times.map(() => NaN);
  }
  const points = withoutOutliers(all, halfWidth);
  return times.map((time) => parabolaAt(time, points, halfWidth));
}

interface Point {
  readonly time: number;
  readonly value: number;
}

function withoutOutliers(points: readonly Point[], halfWidth: number): readonly Point[] {
  const values = points.map(({ value }) => value);
  const range = Math.max(...values) - Math.min(...values);
  const residuals = points.map(({ time, value }) =>
    Math.abs(value - parabolaAt(time, points, halfWidth)),
  );
  const limit = Math.max(outlierFactor * median(residuals), outlierShare * range);
  const kept = points.filter((_, i) => residuals[i] <= limit);
  return kept.length < leastPoints ? points : kept;
}

/** The weighted least-squares parabola around a time, at that time. @param points by time */
function parabolaAt(time: number, points: readonly Point[], halfWidth: number): number {
  const next = firstFrom(points, time);
  const reach = Math.max(halfWidth, nearestReach(time, points, next));
  // Sums of weight * u^k and weight * u^k * value, with u = (t - time) / reach.
  const powers = [0, 0, 0, 0, 0];
  const moments = [0, 0, 0];
  const add = (u: number, value: number): void => {
    let power = (1 - Math.abs(u) ** 3) ** 3;
    for (let k = 0; k < 5; k++) {
      powers[k] += power;
      if (k < 3) {
        moments[k] += power * value;
      }
      power *= u;
    }
  };
  for (let i = next - 1; i >= 0 && time - points[i].time < reach; i--) {
    add((points[i].time - time) / reach, points[i].value);
  }
  for (let i = next; i < points.length && points[i].time - time < reach; i++) {
    add((points[i].time - time) / reach, points[i].value);
  }
  return constantOfParabola(powers, moments) ?? moments[0] / powers[0];
}

/** Index of the first point at or after a time. */
function firstFrom(points: readonly Point[], time: number): number {
  let [from, to] = [0, points.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (points[middle].time < time) {
      from = middle + 1;
    } else {
      to = middle;
    }
  }
  return from;
}

/** The distance within which the five nearest points lie, and a little more. */
function nearestReach(time: number, points: readonly Point[], next: number): number {
  let [before, after, reach] = [next - 1, next, 0];
  for (let found = 0; found < leastPoints; found++) {
    const left = before >= 0 ? time - points[before].time : Infinity;
    const right = after < points.length ? points[after].time - time : Infinity;
    reach = Math.min(left, right);
    if (left <= right) {
      before--;
    } else {
      after++;
    }
  }
  return reach * 1.01;
}

/** c of the least-squares c + b u + a u^2, by Cramer's rule; undefined when it is not determined. */
function constantOfParabola(
  [s0, s1, s2, s3, s4]: readonly number[],
  [m0, m1, m2]: readonly number[],
): number | undefined {
  const determinant =
    s0 * (s2 * s4 - s3 * s3) - s1 * (s1 * s4 - s2 * s3) + s2 * (s1 * s3 - s2 * s2);
  if (!(Math.abs(determinant) > 1e-12 * s0 ** 3)) {
    return undefined;
  }
  return (
    (m0 * (s2 * s4 - s3 * s3) - s1 * (m1 * s4 - m2 * s3) + s2 * (m1 * s3 - m2 * s2)) / determinant
  );
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
