import type { ImagePoint } from '../image/image-point';

/** Physical size of a grid's pixels, mm. */
export interface GridScale {
  readonly mmPerPixelX: number;
  readonly mmPerPixelY: number;
}

/** Converts between grid pixels and the unit of measures: cm with a scale, pixels without. */
export interface GridUnits {
  readonly unit: 'cm' | 'pixel';
  /** Units per pixel across and down. */
  readonly x: number;
  readonly y: number;
}

/** @throws RangeError when the scale is no positive number */
export function gridUnits(scale?: GridScale): GridUnits {
  if (!scale) {
    return { unit: 'pixel', x: 1, y: 1 };
  }
  const { mmPerPixelX, mmPerPixelY } = scale;
  if (!(mmPerPixelX > 0 && mmPerPixelY > 0 && Number.isFinite(mmPerPixelX * mmPerPixelY))) {
    throw new RangeError(`A pixel of ${mmPerPixelX} x ${mmPerPixelY} mm cannot be measured.`);
  }
  return { unit: 'cm', x: mmPerPixelX / 10, y: mmPerPixelY / 10 };
}

export function toUnits(point: ImagePoint, units: GridUnits): ImagePoint {
  return { x: point.x * units.x, y: point.y * units.y };
}

export function toPixels(point: ImagePoint, units: GridUnits): ImagePoint {
  return { x: point.x / units.x, y: point.y / units.y };
}
