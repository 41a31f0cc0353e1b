import type { ImagePoint } from '@echonet/models';

/** Width, height and margin of a sparkline's drawing, in its own units. */
export interface SparklineBox {
  readonly width: number;
  readonly height: number;
  /** Kept free on every side, so that the points are drawn whole. */
  readonly margin: number;
}

/**
 * Where a clip's frames lie in a sparkline: time to the right, larger values up. A line of values that
 * differ by less than `smallestSpan` is not stretched to the full height, lest noise look like a trend.
 *
 * @param timesMs when each value's frame was taken, increasing
 * @param smallestSpan difference of values, above 0, that fills the height at least
 */
export function sparklinePoints(
  values: readonly number[],
  timesMs: readonly number[],
  smallestSpan: number,
  { width, height, margin }: SparklineBox,
): ImagePoint[] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const span = Math.max(high - low, smallestSpan);
  const middle = (low + high) / 2;
  const [first, last] = [timesMs[0], timesMs[values.length - 1]];
  const durationMs = last > first ? last - first : 1;
  return values.map((value, i) => ({
    x: margin + ((timesMs[i] - first) / durationMs) * (width - 2 * margin),
    y: height / 2 - ((value - middle) / span) * (height - 2 * margin),
  }));
}

/** Index of the point nearest to a horizontal position. */
export function nearestPoint(points: readonly ImagePoint[], x: number): number {
  return points.reduce(
    (best, point, i) => (Math.abs(point.x - x) < Math.abs(points[best].x - x) ? i : best),
    0,
  );
}
