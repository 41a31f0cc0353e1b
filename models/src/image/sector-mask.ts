import { turnImage } from './image-turn';
import { rasterize, type SampleGrid } from './polygon';
import type { Sector } from './sector';

/**
 * Samples of a grid that the network receives.
 *
 * @returns rows * columns values, row by row: 1 inside the sector and outside occluded regions,
 *   otherwise 0
 */
export function seenSamples(
  { outline, occluded = [] }: Pick<Sector, 'outline' | 'occluded'>,
  grid: SampleGrid,
): Uint8Array {
  const seen = rasterize(outline, grid);
  for (const region of occluded) {
    rasterize(region, grid).forEach((isCovered, i) => {
      if (isCovered) {
        seen[i] = 0;
      }
    });
  }
  return seen;
}

/**
 * The sector on the network's grid.
 *
 * @param size side of the network's image in pixels
 * @returns size * size values, row by row: 1 when the pixel's centre is inside the sector and not
 *   occluded, otherwise 0
 */
export function sectorMask(
  sector: Pick<Sector, 'crop' | 'outline' | 'occluded' | 'turn'>,
  size: number,
): Uint8Array {
  const { crop, turn } = sector;
  const grid = {
    ...{ x: crop.x, y: crop.y, columns: size, rows: size },
    ...{ step: crop.width / size, stepY: crop.height / size },
  };
  return turnImage(seenSamples(sector, grid), size, turn);
}
