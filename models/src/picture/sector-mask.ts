import { pixelMap } from './pixel-map';
import { sectorContains } from './sector';
import type { Sector } from './sector';

/**
 * The sector on the network's grid.
 *
 * @param size side of the network's picture in pixels
 * @returns size * size values, row by row: 1 where the pixel's centre is in the sector, otherwise 0
 */
export function sectorMask(sector: Pick<Sector, 'crop' | 'outline'>, size: number): Uint8Array {
  const map = pixelMap(sector, size);
  const mask = new Uint8Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const { x, y } = map.toImage(column + 0.5, row + 0.5);
      mask[row * size + column] = sectorContains(sector, x, y) ? 1 : 0;
    }
  }
  return mask;
}
