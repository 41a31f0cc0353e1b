import type { ImagePoint } from './image-point';
import { notTurned } from './image-turn';
import type { Sector } from './sector';

/**
 * The exact map between the network's image and the image, both in continuous pixels: the centre
 * of the first pixel is at (0.5, 0.5), edges are whole numbers.
 */
export interface PixelMap {
  toImage(networkX: number, networkY: number): ImagePoint;
  toNetwork(imageX: number, imageY: number): ImagePoint;
}

/** @param size side of the network's image in pixels */
export function pixelMap(sector: Pick<Sector, 'crop' | 'turn'>, size: number): PixelMap {
  const { crop, turn = notTurned } = sector;
  const { x, y, width, height } = crop;
  const acrossTurned = (networkX: number) => (turn.mirrored ? size - networkX : networkX);
  const downTurned = (networkY: number) => (turn.upsideDown ? size - networkY : networkY);
  return {
    toImage: (networkX, networkY) => ({
      x: x + (acrossTurned(networkX) * width) / size,
      y: y + (downTurned(networkY) * height) / size,
    }),
    toNetwork: (imageX, imageY) => ({
      x: acrossTurned(((imageX - x) * size) / width),
      y: downTurned(((imageY - y) * size) / height),
    }),
  };
}
