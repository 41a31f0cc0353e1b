import { setTransform } from '../saliency/draw-saliency-map';
import type { Affine } from '../viewport/geometry';
import type { Region } from './state';

/** Dark enough to read as occluded, transparent enough to see the image below. */
const fill = 'rgb(0 0 0 / 0.7)';

const edge = '#fbbf24';

/**
 * Draws the occlusion regions, alike on every frame.
 *
 * @param imageToDevice from image pixels to canvas pixels
 */
export function drawRegions(
  context: CanvasRenderingContext2D,
  regions: readonly Region[],
  imageToDevice: Affine,
  pixelRatio: number,
): void {
  for (const region of regions) {
    context.save();
    setTransform(context, imageToDevice);
    context.beginPath();
    for (const { x, y } of region) {
      context.lineTo(x, y);
    }
    context.closePath();
    // Keeps the line width independent of the zoom.
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = fill;
    context.fill();
    context.strokeStyle = edge;
    context.lineWidth = 1.5 * pixelRatio;
    context.setLineDash([6 * pixelRatio, 4 * pixelRatio]);
    context.stroke();
    context.restore();
  }
}
