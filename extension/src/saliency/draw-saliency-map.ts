import type { PreparedClip } from '../inference/protocol';
import { type Affine, compose, networkToImage } from '../viewport/geometry';
import { applyColourMap } from './colour-map';
import type { FrameSaliency } from './saliency-map-store';
import type { SaliencyStyle } from './settings';

/** A saliency map in colour, at the size of the network's image. */
export function saliencyCanvas(
  { map, prepared: { size } }: FrameSaliency,
  style: SaliencyStyle,
): HTMLCanvasElement {
  const image = document.createElement('canvas');
  image.width = size;
  image.height = size;
  image.getContext('2d')?.putImageData(new ImageData(applyColourMap(map, style), size, size), 0, 0);
  return image;
}

/**
 * Draws a saliency map over the image, clipped to the sector.
 *
 * @param imageToDevice from image pixels to canvas pixels
 * @param opacity 0 to 1
 */
export function drawSaliencyMap(
  context: CanvasRenderingContext2D,
  image: HTMLCanvasElement,
  { sector, size }: PreparedClip,
  imageToDevice: Affine,
  opacity: number,
): void {
  context.save();
  clipToSector(context, sector, imageToDevice);
  setTransform(context, compose(imageToDevice, networkToImage(sector.crop, size, sector.turn)));
  context.globalAlpha = opacity;
  context.imageSmoothingQuality = 'high';
  context.drawImage(image, 0, 0);
  context.restore();
}

/** Clips what is drawn next to the sector; leaves the context in image pixels. */
export function clipToSector(
  context: CanvasRenderingContext2D,
  { outline }: PreparedClip['sector'],
  imageToDevice: Affine,
): void {
  setTransform(context, imageToDevice);
  context.beginPath();
  for (const { x, y } of outline) {
    context.lineTo(x, y);
  }
  context.closePath();
  context.clip();
}

export function setTransform(
  context: CanvasRenderingContext2D,
  { a, b, c, d, e, f }: Affine,
): void {
  context.setTransform(a, b, c, d, e, f);
}
