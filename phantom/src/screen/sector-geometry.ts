import type { Machine } from '../ultrasound/machine';

/** Position of the sector on the screen, pixels. */
export interface SectorGeometry {
  readonly Rows: number;
  readonly Columns: number;
  /** Middle of the probe's face: lateral 0, depth 0 of the scan plane. */
  readonly faceX: number;
  readonly faceY: number;
  readonly pixelsPerCm: number;
  /** Bounding box of the sector, inclusive: the ultrasound region of the DICOM header. */
  readonly region: { x0: number; y0: number; x1: number; y1: number };
}

type Sector = Pick<Machine, 'depthCm' | 'halfAngle' | 'tipAboveFaceCm'>;

/**
 * Fits the sector between the text above and the ECG below.
 *
 * @param share fraction of the available space that the sector takes, 0..1
 */
export function sectorGeometry(
  { depthCm, halfAngle, tipAboveFaceCm: tip }: Sector,
  Rows: number,
  Columns: number,
  share = 1,
): SectorGeometry {
  const top = Math.round(Rows * 0.055);
  const bottom = Math.round(Rows * 0.05);
  const halfWidthCm = Math.sin(halfAngle) * (depthCm + tip);
  // A curved face reaches higher at its sides than in its middle.
  const rise = tip * (1 - Math.cos(halfAngle));
  const pixelsPerCm =
    share *
    Math.min((Rows - top - bottom) / (depthCm + rise), (Columns * 0.94) / (2 * halfWidthCm));
  const faceX = Columns / 2;
  const faceY = top + rise * pixelsPerCm;
  return {
    Rows,
    Columns,
    faceX,
    faceY,
    pixelsPerCm,
    region: {
      x0: Math.max(0, Math.floor(faceX - halfWidthCm * pixelsPerCm)),
      y0: top,
      x1: Math.min(Columns - 1, Math.ceil(faceX + halfWidthCm * pixelsPerCm)),
      y1: Math.min(Rows - 1, Math.ceil(faceY + depthCm * pixelsPerCm)),
    },
  };
}

/** The middle of the sector, enlarged; the screen cuts off what does not fit. */
export function zoomedGeometry(geometry: SectorGeometry, zoom: number): SectorGeometry {
  if (zoom === 1) {
    return geometry;
  }
  const { Rows, Columns, faceX, faceY, pixelsPerCm, region } = geometry;
  const [x, y] = [(region.x0 + region.x1) / 2, (region.y0 + region.y1) / 2];
  const within = (value: number, most: number) => Math.min(most, Math.max(0, Math.round(value)));
  return {
    ...{ Rows, Columns },
    pixelsPerCm: pixelsPerCm * zoom,
    faceX: x + zoom * (faceX - x),
    faceY: y + zoom * (faceY - y),
    region: {
      x0: within(x + zoom * (region.x0 - x), Columns - 1),
      y0: within(y + zoom * (region.y0 - y), Rows - 1),
      x1: within(x + zoom * (region.x1 - x), Columns - 1),
      y1: within(y + zoom * (region.y1 - y), Rows - 1),
    },
  };
}
