import { rasterize } from './polygon';
import type { Sector } from './sector';

/**
 * The sector on the network's grid.
 *
 * @param size side of the network's picture in pixels
 * @returns size * size values, row by row: 1 where the pixel's centre is in the sector, otherwise 0
 */
export function sectorMask(sector: Pick<Sector, 'crop' | 'outline'>, size: number): Uint8Array {
  const { crop, outline } = sector;
  const grid = { x: crop.x, y: crop.y, step: crop.width / size, columns: size, rows: size };
  return rasterize(outline, grid);
}
