import { rasterize } from './polygon';
import type { SampleGrid } from './polygon';
import type { Sector } from './sector';

/**
 * Which samples of a grid the network may see.
 *
 * @returns rows * columns values, row by row: 1 in the sector and in no covered region, otherwise 0
 */
export function seenSamples(
  { outline, covered = [] }: Pick<Sector, 'outline' | 'covered'>,
  grid: SampleGrid,
): Uint8Array {
  const seen = rasterize(outline, grid);
  for (const region of covered) {
    rasterize(region, grid).forEach((isCovered, i) => {
      if (isCovered) seen[i] = 0;
    });
  }
  return seen;
}

/**
 * The sector on the network's grid.
 *
 * @param size side of the network's image in pixels
 * @returns size * size values, row by row: 1 where the pixel's centre is in the sector and not
 *   covered, otherwise 0
 */
export function sectorMask(
  sector: Pick<Sector, 'crop' | 'outline' | 'covered'>,
  size: number,
): Uint8Array {
  const { crop } = sector;
  const grid = { x: crop.x, y: crop.y, step: crop.width / size, columns: size, rows: size };
  return seenSamples(sector, grid);
}
