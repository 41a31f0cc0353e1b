import { quantile } from 'd3-array';
import type { ImagePoint } from '@echonet/models';

/** Dice coefficient of one code in two label maps; 1 where neither has a pixel of it. */
export function diceOfCode(a: Uint8Array, b: Uint8Array, code: number): number {
  let [both, sizes] = [0, 0];
  for (let i = 0; i < a.length; i++) {
    const [inA, inB] = [a[i] === code, b[i] === code];
    both += Number(inA && inB);
    sizes += Number(inA) + Number(inB);
  }
  return sizes > 0 ? (2 * both) / sizes : 1;
}

export interface SurfaceDistance {
  /** Larger of the two directions' 95th percentiles (Hausdorff 95 %). */
  readonly hausdorff95: number;
  /** Mean of both directions' mean distances. */
  readonly mean: number;
}

/** Distance of two samples of a contour, in the contours' unit. */
const spacing = 0.5;

/** Distances between two closed contours, in their unit. */
export function surfaceDistance(
  a: readonly ImagePoint[],
  b: readonly ImagePoint[],
): SurfaceDistance {
  const [toB, toA] = [distances(a, b), distances(b, a)];
  const meanOf = (values: readonly number[]) =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    hausdorff95: Math.max(quantile(toB, 0.95)!, quantile(toA, 0.95)!),
    mean: (meanOf(toB) + meanOf(toA)) / 2,
  };
}

/** Distance of evenly spaced points of a closed contour to another one. */
function distances(from: readonly ImagePoint[], to: readonly ImagePoint[]): number[] {
  return resampled(from).map((point) => {
    let nearest = Infinity;
    to.forEach((start, i) => {
      nearest = Math.min(nearest, squaredDistance(point, start, to[(i + 1) % to.length]));
    });
    return Math.sqrt(nearest);
  });
}

function resampled(contour: readonly ImagePoint[]): ImagePoint[] {
  return contour.flatMap((start, i) => {
    const end = contour[(i + 1) % contour.length];
    const steps = Math.max(1, Math.ceil(Math.hypot(end.x - start.x, end.y - start.y) / spacing));
    return Array.from({ length: steps }, (_, step) => ({
      x: start.x + ((end.x - start.x) * step) / steps,
      y: start.y + ((end.y - start.y) * step) / steps,
    }));
  });
}

function squaredDistance({ x, y }: ImagePoint, start: ImagePoint, end: ImagePoint): number {
  const [dx, dy] = [end.x - start.x, end.y - start.y];
  const length = dx * dx + dy * dy;
  const along = length > 0 ? ((x - start.x) * dx + (y - start.y) * dy) / length : 0;
  const t = Math.min(1, Math.max(0, along));
  return (start.x + t * dx - x) ** 2 + (start.y + t * dy - y) ** 2;
}
