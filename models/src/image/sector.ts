import type { FramePixels } from './frame-pixels';
import type { ImagePoint } from './image-point';
import { isTurned, notTurned, type ImageTurn } from './image-turn';
import { crossingsAt } from './polygon';

/**
 * A part of the image in pixels, a square of the patient: its sides differ where pixels are not square. It
 * may exceed the image, where it is black.
 */
export interface Crop {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Side of the image at which the probe is: the narrow end of its fan. */
export type ProbeSide = 'top' | 'bottom';

/** Position of the tissue in all frames of a clip; plain data. */
export interface Sector {
  /** Size of the frames in which it was found. */
  readonly Rows: number;
  readonly Columns: number;
  /** The part around the outline that becomes the network's image. */
  readonly crop: Crop;
  /** Corners of the closed outline, in order; everything outside is masked. */
  readonly outline: readonly ImagePoint[];
  /**
   * Closed outlines of occluded regions: black in the network's image, as everything outside the
   * sector.
   */
  readonly occluded?: readonly (readonly ImagePoint[])[];
  /** Absent where the sector is no recognised fan. */
  readonly probe?: ProbeSide;
  /** Between the sides of the fan, radians; absent where the sector is no recognised fan. */
  readonly openingAngle?: number;
  /** How the network's image is turned against the frames; not at all unless given. */
  readonly turn?: ImageTurn;
  /** Whether the header's ultrasound region bounds the sector, or the pixels alone. */
  readonly source: 'region' | 'pixels';
  /** B-mode displayed in shades of one colour: colour does not separate overlays from tissue. */
  readonly tinted: boolean;
  /** Full sentences: what was ignored and found. */
  readonly notes: readonly string[];
}

/**
 * The sector with occluded regions.
 *
 * @param regions closed outlines in continuous image pixels; parts outside the sector or the image
 *   have no effect
 * @throws RangeError for an outline of fewer than three points or with a non-finite point
 */
export function occludeSector(sector: Sector, regions: readonly (readonly ImagePoint[])[]): Sector {
  for (const outline of regions) {
    if (outline.length < 3) {
      throw new RangeError('A region needs three points at least.');
    }
    if (!outline.every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))) {
      throw new RangeError('A region has a point that is no number.');
    }
  }
  return { ...sector, occluded: regions };
}

/** The turn that brings the probe to the top, where the shape of the sector tells where it is. */
export function uprightTurn({ probe }: Pick<Sector, 'probe'>): ImageTurn {
  return { ...notTurned, upsideDown: probe === 'bottom' };
}

/**
 * The sector, with its images turned.
 *
 * @param turn as a view classifier found the clip to lie
 */
export function turnedSector(sector: Sector, turn: ImageTurn = uprightTurn(sector)): Sector {
  return isTurned(turn) ? { ...sector, turn } : sector;
}

/** @throws RangeError when a frame and the sector's frames differ in size */
export function refuseOtherSize(
  frame: Pick<FramePixels, 'Rows' | 'Columns'>,
  sector: Pick<Sector, 'Rows' | 'Columns'>,
): void {
  if (frame.Rows !== sector.Rows || frame.Columns !== sector.Columns) {
    throw new RangeError(
      `A frame has ${frame.Columns} x ${frame.Rows} pixels, where the clip's others have ` +
        `${sector.Columns} x ${sector.Rows}.`,
    );
  }
}

/** Whether a point, in continuous image pixels, lies in the sector (even-odd rule). */
export function sectorContains(sector: Pick<Sector, 'outline'>, x: number, y: number): boolean {
  return crossingsAt(sector.outline, y).filter((crossing) => crossing > x).length % 2 === 1;
}
