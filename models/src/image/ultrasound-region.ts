import type { PixelBox } from './pixel-box';

/**
 * What is read of an item of Sequence of Ultrasound Regions (DICOM PS3.3 C.8.5.5).
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
  /** Codes of the units of the deltas; 3 is cm. */
  readonly PhysicalUnitsXDirection?: number;
  readonly PhysicalUnitsYDirection?: number;
  /** Width and height of a pixel; negative where the axis runs against the image's. */
  readonly PhysicalDeltaX?: number;
  readonly PhysicalDeltaY?: number;
}

/** Where the 2-D regions of a screen lie, inside the image. */
export interface RegionBoxes {
  /** Tissue: boxes apart from each other, the largest first; several are several sectors. */
  readonly tissue: readonly PixelBox[];
  /** Colour flow. */
  readonly flow: readonly PixelBox[];
  /** Full sentences: which tissue regions were ignored and why. */
  readonly notes: readonly string[];
}

/**
 * Region Spatial Format 1 is 2-D, Region Data Type 1 is tissue and 2 colour flow (DICOM PS3.3 C.8.5.5.1.1
 * and .2).
 */
const twoDimensional = 1;
const [tissue, colourFlow] = [1, 2];

/** A box that exceeds the image by more than this fraction of its side belongs to another image. */
const mostOvershoot = 0.02;

/** Least side of a valid region, as a fraction of the image's width and height. */
const leastSide = 0.15;

/** Regions that share more than this fraction of the smaller one show the same sector. */
const mostShared = 0.5;

/** A region of less than this fraction of the largest one is an inset, not a second sector. */
const leastOfLargest = 0.25;

/** Colour flow over a smaller fraction of the image is a colour bar. */
const leastFlow = 0.01;

/**
 * Finds the valid regions, clamped to the image. A box that exceeds the image by more than rounding
 * belongs to an image of another size (downsized exports keep the old box), so its inner part is not
 * trusted either.
 */
export function regionBoxes(
  regions: readonly UltrasoundRegion[],
  Rows: number,
  Columns: number,
): RegionBoxes {
  const notes: string[] = [];
  const found: PixelBox[] = [];
  for (const region of ofType(regions, tissue)) {
    const box = clamp(region, Rows, Columns);
    if (box === undefined) {
      notes.push(
        `Ultrasound region in header is wrong; ignored (${corners(region)} in an image of ` +
          `${Columns} x ${Rows} pixels).`,
      );
    } else {
      found.push(box);
    }
  }
  return { tissue: apart(found), flow: flowBoxes(regions, Rows, Columns), notes };
}

/** Whether two boxes share more than a fraction of the smaller one. */
export function overlaps(a: PixelBox, b: PixelBox, fraction = 0): boolean {
  const width = Math.min(a.x1, b.x1) - Math.max(a.x0, b.x0);
  const height = Math.min(a.y1, b.y1) - Math.max(a.y0, b.y0);
  return width > 0 && height > 0 && width * height > fraction * Math.min(area(a), area(b));
}

function ofType(regions: readonly UltrasoundRegion[], dataType: number): UltrasoundRegion[] {
  return regions.filter(
    ({ RegionSpatialFormat, RegionDataType }) =>
      RegionSpatialFormat === twoDimensional && RegionDataType === dataType,
  );
}

function apart(boxes: readonly PixelBox[]): PixelBox[] {
  const kept: PixelBox[] = [];
  for (const box of [...boxes].sort((a, b) => area(b) - area(a))) {
    const isInset = kept.length > 0 && area(box) < leastOfLargest * area(kept[0]);
    if (!isInset && !kept.some((other) => overlaps(box, other, mostShared))) {
      kept.push(box);
    }
  }
  return kept;
}

function flowBoxes(
  regions: readonly UltrasoundRegion[],
  Rows: number,
  Columns: number,
): PixelBox[] {
  return ofType(regions, colourFlow)
    .map((region) => ({
      x0: Math.max(0, region.RegionLocationMinX0),
      y0: Math.max(0, region.RegionLocationMinY0),
      x1: Math.min(Columns, region.RegionLocationMaxX1 + 1),
      y1: Math.min(Rows, region.RegionLocationMaxY1 + 1),
    }))
    .filter((box) => box.x1 > box.x0 && box.y1 > box.y0 && area(box) >= leastFlow * Rows * Columns);
}

function clamp(region: UltrasoundRegion, Rows: number, Columns: number): PixelBox | undefined {
  const x = clampSide(region.RegionLocationMinX0, region.RegionLocationMaxX1, Columns);
  const y = clampSide(region.RegionLocationMinY0, region.RegionLocationMaxY1, Rows);
  return x && y && { x0: x[0], x1: x[1], y0: y[0], y1: y[1] };
}

/** @returns first pixel and end, exclusive */
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
