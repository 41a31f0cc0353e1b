import type { PreparedClip } from '../inference/protocol';
import { type Affine, compose, networkToImage } from '../viewport/geometry';
import { applyColourMap } from './colour-map';
import type { FrameSaliency } from './saliency-map-store';
import type { SaliencyStyle } from './settings';

/** The saliency map on a canvas, ready to be drawn through a transform. */
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
 * Draws a saliency map over the image, cut off at the sector's edge.
 *
 * @param imageToDevice image pixels to pixels of the canvas
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
  setTransform(context, compose(imageToDevice, networkToImage(sector.crop, size)));
  context.globalAlpha = opacity;
  context.imageSmoothingQuality = 'high';
  context.drawImage(image, 0, 0);
  context.restore();
}

/** Whatever is drawn next stays inside the sector; leaves the context in image pixels. */
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
