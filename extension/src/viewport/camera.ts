import type { ClipHeader } from '@echonet/dicom';
import type { Cornerstone, HostViewport } from '../host/contracts';
import { type Affine, imageToCanvas, isUsable } from './geometry';

/**
 * The transform from image pixels to CSS pixels of a viewport, by its camera.
 *
 * @returns undefined while the viewport has no image or no size
 */
export function cameraOf(
  { utilities }: Pick<Cornerstone, 'utilities'>,
  viewport: HostViewport,
  { Columns, Rows }: Pick<ClipHeader, 'Columns' | 'Rows'>,
): Affine | undefined {
  const imageId = viewport.getCurrentImageId();
  if (!imageId) {
    return undefined;
  }
  const toCanvas = (x: number, y: number) => {
    const world = utilities.imageToWorldCoords(imageId, [x, y]);
    return world && viewport.worldToCanvas(world);
  };
  const origin = toCanvas(0, 0);
  const right = toCanvas(Columns, 0);
  const down = toCanvas(0, Rows);
  if (!origin || !right || !down) {
    return undefined;
  }
  const affine = imageToCanvas(Columns, Rows, origin, right, down);
  return isUsable(affine) ? affine : undefined;
}
