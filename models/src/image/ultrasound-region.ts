import type { PixelBox } from './pixel-box';

/**
 * What locating a sector reads of an item of Sequence of Ultrasound Regions (DICOM PS3.3 C.8.5.5).
 * Positions are 0-based image pixels, both corners inside the region; as written in the header, so
 * they may lie outside the image or be NaN.
 */
export interface UltrasoundRegion {
  readonly RegionSpatialFormat: number;
  readonly RegionDataType: number;
  readonly RegionLocationMinX0: number;
  readonly RegionLocationMinY0: number;
  readonly RegionLocationMaxX1: number;
  readonly RegionLocationMaxY1: number;
}

/** The 2-D tissue region of an image, if its header has a sane one. */
export interface TissueRegion {
  /** Inside the image; undefined where no region can be used. */
  readonly box?: PixelBox;
  /** Full sentences: which regions were passed over and why. */
  readonly notes: readonly string[];
}

/** Region Spatial Format 1 is 2-D, Region Data Type 1 is tissue (DICOM PS3.3 C.8.5.5.1.1 and .2). */
const twoDimensional = 1;
const tissue = 1;

/** A box that reaches further out of the image, as a part of its side, is of another image. */
const mostOvershoot = 0.02;

/** A sane sector is at least this part of the image's width and height. */
const leastSide = 0.15;

/**
 * Picks the largest 2-D tissue region that is sane, and clamps it to the image.
 *
 * A box that reaches out of the image by more than rounding belongs to an image of another size
 * (downsized exports keep the old box), so its inner part is not trusted either.
 */
export function tissueRegion(
  regions: readonly UltrasoundRegion[],
  Rows: number,
  Columns: number,
): TissueRegion {
  const notes: string[] = [];
  let box: PixelBox | undefined;
  for (const region of regions) {
    if (region.RegionSpatialFormat !== twoDimensional || region.RegionDataType !== tissue) {
      continue;
    }
    const candidate = clamp(region, Rows, Columns);
    if (candidate === undefined) {
      notes.push(
        `Ultrasound region in header is wrong; ignored (${corners(region)} in an image of ` +
          `${Columns} x ${Rows} pixels).`,
      );
    } else if (box === undefined || area(candidate) > area(box)) {
      box = candidate;
    }
  }
  return { box, notes };
}

function clamp(region: UltrasoundRegion, Rows: number, Columns: number): PixelBox | undefined {
  const x = clampSide(region.RegionLocationMinX0, region.RegionLocationMaxX1, Columns);
  const y = clampSide(region.RegionLocationMinY0, region.RegionLocationMaxY1, Rows);
  return x && y && { x0: x[0], x1: x[1], y0: y[0], y1: y[1] };
}

/** @returns the first pixel and the one past the last */
function clampSide(first: number, last: number, length: number): [number, number] | undefined {
  const overshoot = Math.max(2, mostOvershoot * length);
  const sane =
    first >= -overshoot && last < length + overshoot && last + 1 - first >= leastSide * length;
  return sane
    ? [Math.max(0, Math.floor(first)), Math.min(length, Math.floor(last) + 1)]
    : undefined;
}

function area({ x0, y0, x1, y1 }: PixelBox): number {
  return (x1 - x0) * (y1 - y0);
}

function corners(region: UltrasoundRegion): string {
  return (
    `${region.RegionLocationMinX0}, ${region.RegionLocationMinY0} to ` +
    `${region.RegionLocationMaxX1}, ${region.RegionLocationMaxY1}`
  );
}
