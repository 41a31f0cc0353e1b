import { areaOf } from '../../image/polygon';
import type { ImagePoint } from '../../image/image-point';
import { median, smoothCurve } from '../beats/local-regression';
import { isMeasured, type FrameMeasures, type FrameReading } from '../measure-frame';
import { distance } from '../polygon-measures';

/** Points on either side of the LV, from hinge to apex. */
const pointsPerSide = 16;

/** Half-width of the smoothing, ms: shorter than systole. */
const halfWidthMs = 120;

/** At longer frame times motion and unsteadiness look the same. */
const longestFrameTimeMs = 50;

const leastFrames = 8;

/**
 * How far the LV's contour jumps from frame to frame: root mean square distance of its points, across
 * the contour, from their own smoothed paths, as a share of the square root of the LV's area.
 *
 * @returns undefined when frames are too few or too far apart to tell
 */
export function contourJitter(
  frames: readonly FrameReading[],
  timesMs: readonly number[],
): number | undefined {
  const seen = frames.flatMap((frame, i) =>
    isMeasured(frame) ? [{ timeMs: timesMs[i], frame, points: landmarks(frame) }] : [],
  );
  const times = seen.map(({ timeMs }) => timeMs);
  const steps = times.slice(1).map((time, i) => time - times[i]);
  if (seen.length < leastFrames || median(steps) > longestFrameTimeMs) {
    return undefined;
  }
  const paths = seen[0].points.map((_, k) => ({
    x: smoothCurve(
      times,
      seen.map(({ points }) => points[k].x),
      halfWidthMs,
    ),
    y: smoothCurve(
      times,
      seen.map(({ points }) => points[k].y),
      halfWidthMs,
    ),
  }));
  let [squares, count] = [0, 0];
  seen.forEach(({ points }, i) => {
    const smooth = paths.map(({ x, y }) => ({ x: x[i], y: y[i] }));
    for (let k = 1; k + 1 < points.length; k++) {
      const along = distance(smooth[k - 1], smooth[k + 1]);
      if (along > 0) {
        const across =
          ((points[k].x - smooth[k].x) * (smooth[k + 1].y - smooth[k - 1].y) -
            (points[k].y - smooth[k].y) * (smooth[k + 1].x - smooth[k - 1].x)) /
          along;
        squares += across * across;
        count++;
      }
    }
  });
  const size = median(seen.map(({ frame }) => Math.sqrt(areaOf(frame.contours.LV?.outline ?? []))));
  return Math.sqrt(squares / count) / size;
}

/** Points evenly along both sides of the LV, from the first hinge over the apex to the second. */
function landmarks({ contours, annulus, apex }: FrameMeasures): ImagePoint[] {
  const outline = contours.LV?.outline ?? [];
  const first = nearestIndex(outline, annulus.hinges[0]);
  const last = nearestIndex(outline, annulus.hinges[1]);
  const top = nearestIndex(outline, apex);
  const left = evenly(sideBetween(outline, first, top, last), pointsPerSide);
  const right = evenly(sideBetween(outline, top, last, first), pointsPerSide);
  return [...left, ...right.slice(1)];
}

function nearestIndex(outline: readonly ImagePoint[], to: ImagePoint): number {
  return outline.reduce(
    (best, point, i) => (distance(point, to) < distance(outline[best], to) ? i : best),
    0,
  );
}

/** The part of a closed border from one index to another that does not pass a third. */
function sideBetween(
  outline: readonly ImagePoint[],
  from: number,
  to: number,
  avoided: number,
): ImagePoint[] {
  const count = outline.length;
  const steps = (to - from + count) % count;
  const passes = (avoided - from + count) % count < steps;
  const direction = passes ? -1 : 1;
  const length = passes ? count - steps : steps;
  return Array.from(
    { length: length + 1 },
    (_, k) => outline[(from + direction * k + count) % count],
  );
}

/** Points at equal distances along a line, its ends included. */
function evenly(line: readonly ImagePoint[], count: number): ImagePoint[] {
  const travelled = [0];
  for (let i = 1; i < line.length; i++) {
    travelled.push(travelled[i - 1] + distance(line[i - 1], line[i]));
  }
  const total = travelled[travelled.length - 1];
  let at = 1;
  return Array.from({ length: count }, (_, k) => {
    const target = (k / (count - 1)) * total;
    while (at < line.length - 1 && travelled[at] < target) {
      at++;
    }
    const step = travelled[at] - travelled[at - 1];
    const part = step > 0 ? Math.min(1, (target - travelled[at - 1]) / step) : 0;
    const [a, b] = [line[at - 1], line[at]];
    return { x: a.x + part * (b.x - a.x), y: a.y + part * (b.y - a.y) };
  });
}
