import type { ImagePoint } from '../image/image-point';
import { crossingsAt } from '../image/polygon';
import type { FrameMeasures } from '../measures/measure-frame';

/** Number of evenly spaced heights of the LV at which both sides are looked at. */
const heights = 20;

/** What is nearer to a side than this share of the LV's height reaches it. */
const near = 0.02;

/**
 * Share of the LV's height along which the LV or its wall reaches the left or the right side of the
 * sector, whichever is more. On both sides a usual sector leaves room beside the heart.
 *
 * @param contours in image pixels, the apex above or below
 * @param sector its outline in image pixels
 */
export function shareAlongSide(
  { LV, LVWall }: FrameMeasures['contours'],
  sector: readonly ImagePoint[],
): number {
  if (!LV) {
    return 0;
  }
  const rings = [LV.outline, ...(LVWall ? [LVWall.outline] : [])];
  const ys = LV.outline.map(({ y }) => y);
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
  const room = near * (bottom - top);
  const reached = [0, 0];
  for (let i = 0; i < heights; i++) {
    const y = top + ((i + 0.5) / heights) * (bottom - top);
    const heart = rings.flatMap((ring) => crossingsAt(ring, y));
    const sides = crossingsAt(sector, y);
    if (heart.length > 0 && sides.length > 0) {
      reached[0] += Number(Math.min(...heart) - sides[0] < room);
      reached[1] += Number(sides.at(-1)! - Math.max(...heart) < room);
    }
  }
  return Math.max(...reached) / heights;
}
