import type { SectorGeometry } from './sector-geometry';
import type { ScreenLook } from './screen-look';

type Turn = Pick<ScreenLook, 'mirrored' | 'upsideDown'>;

/** The screen with the sides of the sector exchanged within its bounding box. */
export function turnGreyValues(
  greyValues: Uint8Array,
  { Columns, region: { x0, y0, x1, y1 } }: SectorGeometry,
  { mirrored, upsideDown }: Turn,
): Uint8Array {
  if (!mirrored && !upsideDown) {
    return greyValues;
  }
  const turned = greyValues.slice();
  for (let y = y0; y <= y1; y++) {
    const row = (upsideDown ? y0 + y1 - y : y) * Columns;
    for (let x = x0; x <= x1; x++) {
      turned[y * Columns + x] = greyValues[row + (mirrored ? x0 + x1 - x : x)];
    }
  }
  return turned;
}

/**
 * The point of the unturned screen that is shown at a point, in continuous pixels. It is its own inverse.
 */
export function unturned(
  { region: { x0, y0, x1, y1 } }: Pick<SectorGeometry, 'region'>,
  { mirrored, upsideDown }: Turn,
  x: number,
  y: number,
): [x: number, y: number] {
  return [mirrored ? x0 + x1 + 1 - x : x, upsideDown ? y0 + y1 + 1 - y : y];
}
