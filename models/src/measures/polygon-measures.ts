import type { ImagePoint } from '../image/image-point';
import { areaOf } from '../image/polygon';

/** Centre of mass of a simple polygon's area. */
export function centroidOf(outline: readonly ImagePoint[]): ImagePoint {
  // About the first point, so that a small polygon far from the origin keeps its digits.
  const origin = outline[0];
  let [doubled, x, y] = [0, 0, 0];
  for (let i = 0, j = outline.length - 1; i < outline.length; j = i++) {
    const a = { x: outline[j].x - origin.x, y: outline[j].y - origin.y };
    const b = { x: outline[i].x - origin.x, y: outline[i].y - origin.y };
    const cross = a.x * b.y - b.x * a.y;
    doubled += cross;
    x += (a.x + b.x) * cross;
    y += (a.y + b.y) * cross;
  }
  return doubled === 0
    ? origin
    : { x: origin.x + x / (3 * doubled), y: origin.y + y / (3 * doubled) };
}

export function distance(a: ImagePoint, b: ImagePoint): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

export function midpoint(a: ImagePoint, b: ImagePoint): ImagePoint {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

/** Shortest distance from a point to a closed polygon's border, on either side. */
export function distanceToBorder(outline: readonly ImagePoint[], { x, y }: ImagePoint): number {
  let least = Infinity;
  for (let i = 0, j = outline.length - 1; i < outline.length; j = i++) {
    const fromX = outline[j].x - x;
    const fromY = outline[j].y - y;
    const alongX = outline[i].x - outline[j].x;
    const alongY = outline[i].y - outline[j].y;
    const square = alongX * alongX + alongY * alongY;
    const along = square === 0 ? 0 : -(fromX * alongX + fromY * alongY) / square;
    const part = along < 0 ? 0 : along > 1 ? 1 : along;
    const awayX = fromX + part * alongX;
    const awayY = fromY + part * alongY;
    const away = awayX * awayX + awayY * awayY;
    if (away < least) {
      least = away;
    }
  }
  return Math.sqrt(least);
}

export function farthestFrom(outline: readonly ImagePoint[], from: ImagePoint): ImagePoint {
  return outline.reduce((best, point) =>
    distance(point, from) > distance(best, from) ? point : best,
  );
}

export interface Axis {
  readonly from: ImagePoint;
  readonly to: ImagePoint;
}

/**
 * The polygon in the axis' own coordinates: y along the axis, 0 at its start; x across it.
 */
export function alongAxis(outline: readonly ImagePoint[], { from, to }: Axis): ImagePoint[] {
  const length = distance(from, to);
  const along = { x: (to.x - from.x) / length, y: (to.y - from.y) / length };
  return outline.map(({ x, y }) => ({
    x: (y - from.y) * along.x - (x - from.x) * along.y,
    y: (x - from.x) * along.x + (y - from.y) * along.y,
  }));
}

/** Share, by length, of a closed border for which a predicate holds. */
export function shareOf(
  border: readonly ImagePoint[],
  holds: (point: ImagePoint) => boolean,
  counts: (point: ImagePoint, index: number) => boolean = () => true,
): number {
  return meanOver(border, (point) => (holds(point) ? 1 : 0), counts);
}

/** Mean over a closed border, each point weighted by the length of border that it stands for. */
export function meanOver(
  border: readonly ImagePoint[],
  of: (point: ImagePoint) => number,
  counts: (point: ImagePoint, index: number) => boolean = () => true,
): number {
  let [sum, total] = [0, 0];
  border.forEach((point, i) => {
    if (counts(point, i)) {
      const before = border[(i + border.length - 1) % border.length];
      const after = border[(i + 1) % border.length];
      const weight = distance(before, point) + distance(point, after);
      sum += weight * of(point);
      total += weight;
    }
  });
  return sum / total;
}

/** A smaller loop of a border that crosses itself changes no measure: share of both parts' area. */
const leastLoop = 0.01;

/** Whether a closed polygon's border crosses itself, so that its area and chords are not those of a shape. */
export function crossesItself(outline: readonly ImagePoint[]): boolean {
  const count = outline.length;
  for (let i = 0; i < count; i++) {
    for (let j = i + 2; j < count; j++) {
      const isCrossing = cross(
        outline[i],
        outline[(i + 1) % count],
        outline[j],
        outline[(j + 1) % count],
      );
      if (isCrossing) {
        const [one, other] = [
          areaOf(outline.slice(i + 1, j + 1)),
          areaOf([...outline.slice(j + 1), ...outline.slice(0, i + 1)]),
        ];
        if (Math.min(one, other) > leastLoop * (one + other)) {
          return true;
        }
      }
    }
  }
  return false;
}

/** Whether two segments cross within both; ends that touch do not. */
function cross(a: ImagePoint, b: ImagePoint, c: ImagePoint, d: ImagePoint): boolean {
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

/** Positive on one side of the line from a to b, negative on the other. */
function side(a: ImagePoint, b: ImagePoint, point: ImagePoint): number {
  return (b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x);
}
