import type { ImagePoint } from './image-point';
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
export function pixelMap(sector: Pick<Sector, 'crop'>, size: number): PixelMap {
  const { x, y, width, height } = sector.crop;
  return {
    toImage: (networkX, networkY) => ({
      x: x + (networkX * width) / size,
      y: y + (networkY * height) / size,
    }),
    toNetwork: (imageX, imageY) => ({
      x: ((imageX - x) * size) / width,
      y: ((imageY - y) * size) / height,
    }),
  };
}
