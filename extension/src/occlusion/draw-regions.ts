import type { Region } from '../session/state';
import { setTransform } from '../saliency/draw-saliency-map';
import type { Affine } from '../viewport/geometry';

/** Dark enough to be seen as occluded, and light enough to see what lies below. */
const fill = 'rgb(0 0 0 / 0.7)';

const edge = '#fbbf24';

/**
 * Draws what is occluded, over every frame alike.
 *
 * @param imageToDevice image pixels to pixels of the canvas
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
    for (const { x, y } of region) context.lineTo(x, y);
    context.closePath();
    // The line is as thin at every zoom.
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
