import { structureNames } from '@echonet/phantom';

export const [LV, LVWall, LA] = (['LV', 'LVWall', 'LA'] as const).map((name) =>
  structureNames.indexOf(name),
);

/** The left ventricle's long axis in pixels: a point on it, and the unit vector towards the atrium. */
export interface LongAxis {
  /** Middle of cavity and wall. */
  readonly x: number;
  readonly y: number;
  readonly downX: number;
  readonly downY: number;
}

/**
 * The principal axis of the left ventricle's cavity and wall.
 *
 * @param codes structures of a frame [size, size]
 * @throws Error when the frame has no ventricle or no atrium
 */
export function longAxis(codes: Uint8Array, size: number): LongAxis {
  const ventricle = momentsOf(codes, size, [LV, LVWall]);
  const atrium = momentsOf(codes, size, [LA]);
  const { x, y, xx, xy, yy } = ventricle;
  const angle = 0.5 * Math.atan2(2 * xy, xx - yy);
  const [axisX, axisY] = [Math.cos(angle), Math.sin(angle)];
  const towardsAtrium = axisX * (atrium.x - x) + axisY * (atrium.y - y) >= 0 ? 1 : -1;
  return { x, y, downX: towardsAtrium * axisX, downY: towardsAtrium * axisY };
}

/** Mean and covariance of the positions of pixels with one of the codes. */
function momentsOf(codes: Uint8Array, size: number, wanted: readonly number[]) {
  let [n, sumX, sumY, sumXX, sumXY, sumYY] = [0, 0, 0, 0, 0, 0];
  codes.forEach((code, i) => {
    if (wanted.includes(code)) {
      const [x, y] = [(i % size) + 0.5, Math.floor(i / size) + 0.5];
      n++;
      sumX += x;
      sumY += y;
      sumXX += x * x;
      sumXY += x * y;
      sumYY += y * y;
    }
  });
  if (n === 0) {
    throw new Error('The first frame has no left ventricle or no left atrium.');
  }
  const [x, y] = [sumX / n, sumY / n];
  return { x, y, xx: sumXX / n - x * x, xy: sumXY / n - x * y, yy: sumYY / n - y * y };
}
