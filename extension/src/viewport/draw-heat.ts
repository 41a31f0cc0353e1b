import { paintHeat } from '../saliency/colour-map';
import type { Heat } from '../session/session';
import { compose, networkToImage, scaling } from './geometry';
import type { Affine } from './geometry';

/** A heat map as a picture of its own, ready to be drawn through a transform. */
export function heatPicture({ map, prepared: { size } }: Heat): HTMLCanvasElement {
  const picture = document.createElement('canvas');
  picture.width = size;
  picture.height = size;
  picture.getContext('2d')?.putImageData(new ImageData(paintHeat(map), size, size), 0, 0);
  return picture;
}

/**
 * Draws a heat map over the picture, cut off at the sector's edge.
 *
 * @param toCanvas image pixels to CSS pixels of the viewport
 * @param pixelRatio device pixels a CSS pixel: the canvas is that much finer
 */
export function drawHeat(
  context: CanvasRenderingContext2D,
  picture: HTMLCanvasElement,
  { prepared }: Heat,
  toCanvas: Affine,
  { pixelRatio, opacity }: { pixelRatio: number; opacity: number },
): void {
  const { sector, size } = prepared;
  const imageToDevice = compose(scaling(pixelRatio), toCanvas);
  context.save();
  setTransform(context, imageToDevice);
  context.beginPath();
  for (const { x, y } of sector.outline) context.lineTo(x, y);
  context.closePath();
  context.clip();
  setTransform(context, compose(imageToDevice, networkToImage(sector.crop, size)));
  context.globalAlpha = opacity;
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, 0, 0);
  context.restore();
}

function setTransform(context: CanvasRenderingContext2D, { a, b, c, d, e, f }: Affine): void {
  context.setTransform(a, b, c, d, e, f);
}
