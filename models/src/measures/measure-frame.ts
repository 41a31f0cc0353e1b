import { areaOf, crossingsAt } from '../image/polygon';
import type { ImagePoint } from '../image/image-point';
import { structureNames, type HeartStructure } from '../segmentation/structures';
import { findAnnulus, type Annulus } from './annulus';
import { chamberSize, type ChamberSize } from './chamber-size';
import { contourArea, contourOf, type StructureContour } from './contour';
import { gridUnits, toPixels, toUnits, type GridScale, type GridUnits } from './grid-scale';
import { alongAxis, centroidOf, distance, farthestFrom } from './polygon-measures';
import type { StructureFields } from './structure-field';

export interface AtriumMeasures {
  /** Where the long axis from the annulus' midpoint through the centre meets the roof, grid pixels. */
  readonly roof: ImagePoint;
  readonly size: ChamberSize;
}

/** What one frame shows; points are in continuous grid pixels. */
export interface FrameMeasures {
  readonly contours: Readonly<Partial<Record<HeartStructure, StructureContour>>>;
  /**
   * The first hinge is on the left of one who looks from the annulus to the apex: the septal one
   * where the image is not mirrored.
   */
  readonly annulus: Annulus;
  readonly apex: ImagePoint;
  readonly ventricle: ChamberSize;
  /** Of the myocardium, in the unit of the ventricle, squared. */
  readonly wallArea?: number;
  readonly atrium?: AtriumMeasures;
}

export interface UnmeasuredFrame {
  /** A full sentence. */
  readonly reason: string;
}

export type FrameReading = FrameMeasures | UnmeasuredFrame;

export function isMeasured(reading: FrameReading): reading is FrameMeasures {
  return 'ventricle' in reading;
}

/** Smaller structures are specks, square pixels. */
const leastArea = 16;

/** What may lie between structures that touch: pixels, and a share of the LV's size. */
const gap = { pixels: 1.5, share: 0.02 };

/**
 * Measures the LV, its wall and the LA of one frame.
 *
 * @param scale measures are in cm with it, otherwise in pixels, which are then taken as square
 * @throws RangeError when the scale is no positive number
 */
export function measureFrame(fields: StructureFields, scale?: GridScale): FrameReading {
  const units = gridUnits(scale);
  const contours = contoursOf(fields);
  if (!contours.LV) {
    return { reason: 'No left ventricle is delineated in this frame.' };
  }
  const inUnits = (ring: readonly ImagePoint[]) => ring.map((point) => toUnits(point, units));
  const ventricle = inUnits(contours.LV.outline);
  const atrium = contours.LA && inUnits(contours.LA.outline);
  const { LVWall } = contours;
  const annulus = findAnnulus(
    ventricle,
    { atrium, wall: LVWall && [LVWall.outline, ...LVWall.holes].map(inUnits) },
    gap.pixels * Math.max(units.x, units.y) + gap.share * Math.sqrt(areaOf(ventricle)),
  );
  const apex = farthestFrom(ventricle, annulus.midpoint);
  const axis = { from: annulus.midpoint, to: apex };
  return {
    contours,
    annulus: pixelAnnulus(annulus, apex, units),
    apex: toPixels(apex, units),
    ventricle: chamberSize(ventricle, axis, units.unit),
    wallArea: LVWall && contourArea(LVWall) * units.x * units.y,
    atrium: atrium && measureAtrium(atrium, annulus.midpoint, units),
  };
}

function contoursOf(fields: StructureFields): FrameMeasures['contours'] {
  const contours: Partial<Record<HeartStructure, StructureContour>> = {};
  for (const name of structureNames) {
    const field = name === 'background' ? undefined : fields[name];
    const contour = field && contourOf(field);
    if (name !== 'background' && contour && areaOf(contour.outline) >= leastArea) {
      contours[name] = contour;
    }
  }
  return contours;
}

function pixelAnnulus(
  { hinges: [a, b], midpoint, foundBy }: Annulus,
  apex: ImagePoint,
  units: GridUnits,
): Annulus {
  const side =
    (apex.x - midpoint.x) * (a.y - midpoint.y) - (apex.y - midpoint.y) * (a.x - midpoint.x);
  const [left, right] = side <= 0 ? [a, b] : [b, a];
  return {
    hinges: [toPixels(left, units), toPixels(right, units)],
    midpoint: toPixels(midpoint, units),
    foundBy,
  };
}

/** @param outline in units, as is the annulus' midpoint */
export function measureAtrium(
  outline: readonly ImagePoint[],
  annulusMidpoint: ImagePoint,
  units: GridUnits,
): AtriumMeasures {
  const roof = roofOf(outline, annulusMidpoint);
  return {
    roof: toPixels(roof, units),
    size: chamberSize(outline, { from: annulusMidpoint, to: roof }, units.unit),
  };
}

/** The last crossing of the line from the annulus through the atrium's centre with its border. */
function roofOf(outline: readonly ImagePoint[], from: ImagePoint): ImagePoint {
  const centre = centroidOf(outline);
  const length = distance(from, centre);
  if (length === 0) {
    return farthestFrom(outline, from);
  }
  const turned = alongAxis(outline, { from, to: centre });
  // With both coordinates swapped, crossings of the axis itself are those at the height 0.
  const depths = crossingsAt(
    turned.map(({ x, y }) => ({ x: y, y: x })),
    0,
  );
  const part = depths[depths.length - 1] / length;
  if (!(part > 0)) {
    return farthestFrom(outline, from);
  }
  return {
    x: from.x + part * (centre.x - from.x),
    y: from.y + part * (centre.y - from.y),
  };
}
