import type { ImagePoint } from '@echonet/models';

/** In SVG units. */
export interface SparklineBox {
  readonly width: number;
  readonly height: number;
  /** On every side, so that points are not clipped. */
  readonly margin: number;
}

/**
 * Points of a sparkline: time to the right, larger values up. Values that span less than
 * `smallestSpan` are not stretched to the full height, so that noise does not look like a trend.
 *
 * @param timesMs increasing, one per value
 * @param smallestSpan least difference, above 0, that fills the height
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

export function nearestPoint(points: readonly ImagePoint[], x: number): number {
  return points.reduce(
    (best, point, i) => (Math.abs(point.x - x) < Math.abs(points[best].x - x) ? i : best),
    0,
  );
}
