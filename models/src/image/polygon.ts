import type { ImagePoint } from './image-point';
import type { PixelBox } from './pixel-box';

/** A grid of sample points: column i, row j lies at (x + (i + 0.5) * step, y + (j + 0.5) * stepY). */
export interface SampleGrid {
  readonly x: number;
  readonly y: number;
  readonly step: number;
  /** As `step` unless given. */
  readonly stepY?: number;
  readonly columns: number;
  readonly rows: number;
}

/**
 * Rasterises a closed polygon by the even-odd rule.
 *
 * @returns rows * columns values, row by row: 1 inside, 0 outside
 */
export function rasterize(outline: readonly ImagePoint[], grid: SampleGrid): Uint8Array {
  const { columns, rows, stepY = grid.step } = grid;
  const mask = new Uint8Array(columns * rows);
  for (let row = 0; row < rows; row++) {
    const crossings = crossingsAt(outline, grid.y + (row + 0.5) * stepY);
    for (let k = 0; k + 1 < crossings.length; k += 2) {
      const from = Math.max(0, firstColumnFrom(crossings[k], grid));
      const to = Math.min(columns, firstColumnFrom(crossings[k + 1], grid));
      if (to > from) {
        mask.fill(1, row * columns + from, row * columns + to);
      }
    }
  }
  return mask;
}

/**
 * The first column whose sample is not left of x. The quotient can be off by a rounding error; what
 * counts is the comparison with the sample itself, as for single points.
 */
function firstColumnFrom(x: number, grid: SampleGrid): number {
  const sampleX = (column: number): number => grid.x + (column + 0.5) * grid.step;
  const column = Math.ceil((x - grid.x) / grid.step - 0.5);
  if (sampleX(column - 1) >= x) {
    return column - 1;
  }
  return sampleX(column) < x ? column + 1 : column;
}

/** x of the outline's crossings at the height y, sorted; an even number. */
export function crossingsAt(outline: readonly ImagePoint[], y: number): number[] {
  const crossings: number[] = [];
  for (let i = 0, j = outline.length - 1; i < outline.length; j = i++) {
    const a = outline[i];
    const b = outline[j];
    if (a.y > y !== b.y > y) {
      crossings.push(((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x);
    }
  }
  return crossings.sort((a, b) => a - b);
}

/** The part of a polygon inside a box (Sutherland and Hodgman 1974); empty when disjoint. */
export function clipToBox(outline: readonly ImagePoint[], box: PixelBox): ImagePoint[] {
  let points = [...outline];
  points = clipToSide(points, (p) => p.x - box.x0);
  points = clipToSide(points, (p) => box.x1 - p.x);
  points = clipToSide(points, (p) => p.y - box.y0);
  return clipToSide(points, (p) => box.y1 - p.y);
}

/** @param inside signed distance from the side, positive inside */
function clipToSide(
  points: readonly ImagePoint[],
  inside: (point: ImagePoint) => number,
): ImagePoint[] {
  return points.flatMap((point, i) => {
    const before = points[(i + points.length - 1) % points.length];
    const from = inside(before);
    const to = inside(point);
    const kept = to >= 0 ? [point] : [];
    if (from >= 0 === to >= 0) {
      return kept;
    }
    const part = from / (from - to);
    const crossing = {
      x: before.x + part * (point.x - before.x),
      y: before.y + part * (point.y - before.y),
    };
    return [crossing, ...kept];
  });
}

/** The convex hull, by Andrew's monotone chain (1979). */
export function convexHull(points: readonly ImagePoint[]): ImagePoint[] {
  const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y);
  const chain = (ordered: readonly ImagePoint[]) => {
    const hull: ImagePoint[] = [];
    for (const point of ordered) {
      while (hull.length > 1 && turn(hull[hull.length - 2], hull[hull.length - 1], point) <= 0) {
        hull.pop();
      }
      hull.push(point);
    }
    hull.pop();
    return hull;
  };
  return [...chain(sorted), ...chain(sorted.reverse())];
}

/** Positive for a left turn from a over b to c. */
function turn(a: ImagePoint, b: ImagePoint, c: ImagePoint): number {
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

/** Area of a simple polygon (shoelace formula). */
export function areaOf(outline: readonly ImagePoint[]): number {
  let doubled = 0;
  for (let i = 0, j = outline.length - 1; i < outline.length; j = i++) {
    doubled += outline[j].x * outline[i].y - outline[i].x * outline[j].y;
  }
  return Math.abs(doubled) / 2;
}

/** The smallest box of whole pixels around a non-empty polygon. */
export function boundingBox(outline: readonly ImagePoint[]): PixelBox {
  const xs = outline.map(({ x }) => x);
  const ys = outline.map(({ y }) => y);
  return {
    x0: Math.floor(Math.min(...xs)),
    y0: Math.floor(Math.min(...ys)),
    x1: Math.ceil(Math.max(...xs)),
    y1: Math.ceil(Math.max(...ys)),
  };
}
