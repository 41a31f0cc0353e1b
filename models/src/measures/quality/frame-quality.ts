import { areaOf } from '../../image/polygon';
import type { ImagePoint } from '../../image/image-point';
import { partsOf } from '../contour';
import type { FrameMeasures } from '../measure-frame';
import {
  alongAxis,
  centroidOf,
  distance,
  distanceToBorder,
  meanOver,
  shareOf,
} from '../polygon-measures';
import { fieldAt, type StructureField, type StructureFields } from '../structure-field';

/** How far the contours of one frame can be trusted; shares are 0..1. */
export interface FrameQuality {
  /**
   * Mean change of the LV's probability across its contour, per grid pixel, where the field is log
   * odds; 0.25 times the slope of the field otherwise.
   */
  readonly sharpness: number;
  /** Share of the LV's contour that lies at the border of the sector or the grid. */
  readonly borderShare?: number;
  /** The same of the LA's contour: says how much of it is seen, not how well the LV is delineated. */
  readonly atriumBorderShare?: number;
  /** Share of the LV's area in its largest part, and of the LA's. */
  readonly ventricleInOnePart: number;
  readonly atriumInOnePart?: number;
  /** Share of the LV's contour, without its base, that wall lies around. */
  readonly wallShare?: number;
  /** Whether the LA's centre lies beyond the annulus, away from the apex. */
  readonly atriumIsBelow?: boolean;
}

/** What lies within this many pixels of a contour touches it. */
const touching = 1.5;

/** Slope of the logistic function at 0. */
const logisticSlope = 0.25;

/**
 * @param fields those that were measured
 * @param sectorMask 1 where the image shows the sector, on the fields' grid; without it
 *   {@link FrameQuality.borderShare} is unknown
 */
export function frameQuality(
  fields: StructureFields,
  { contours, annulus, apex }: FrameMeasures,
  sectorMask?: Uint8Array,
): FrameQuality | undefined {
  const { LV, LA, LVWall } = contours;
  if (!fields.LV || !LV) {
    return undefined;
  }
  const field = fields.LV;
  const wall = LVWall && [LVWall.outline, ...LVWall.holes];
  const axis = { from: annulus.midpoint, to: apex };
  const turned = alongAxis(LV.outline, axis);
  const length = distance(axis.from, axis.to);
  const shareAtBorder = (border: readonly ImagePoint[]) =>
    sectorMask &&
    shareOf(border, (point) => isAtBorder(point, field.columns, field.rows, sectorMask));
  return {
    sharpness: logisticSlope * meanOver(LV.outline, (point) => slopeAt(field, point)),
    borderShare: shareAtBorder(LV.outline),
    atriumBorderShare: LA && shareAtBorder(LA.outline),
    ventricleInOnePart: largestShare(field),
    atriumInOnePart: LA && fields.LA && largestShare(fields.LA),
    wallShare:
      wall &&
      shareOf(
        LV.outline,
        (point) => Math.min(...wall.map((ring) => distanceToBorder(ring, point))) <= touching,
        (_, i) => turned[i].y > baseShare * length,
      ),
    atriumIsBelow: LA && alongAxis([centroidOf(LA.outline)], axis)[0].y < 0,
  };
}

/** Share of the LV's length next to the annulus in which no wall is expected. */
const baseShare = 0.1;

/** Magnitude of the gradient, per pixel. */
function slopeAt(field: StructureField, { x, y }: ImagePoint): number {
  const across = fieldAt(field, x + 0.5, y) - fieldAt(field, x - 0.5, y);
  const down = fieldAt(field, x, y + 0.5) - fieldAt(field, x, y - 0.5);
  return Math.hypot(across, down);
}

function isAtBorder(
  { x, y }: ImagePoint,
  columns: number,
  rows: number,
  mask: Uint8Array,
): boolean {
  return directions.some(([right, down]) => {
    const column = Math.floor(x + touching * right);
    const row = Math.floor(y + touching * down);
    const isInGrid = column >= 0 && column < columns && row >= 0 && row < rows;
    return !isInGrid || mask[row * columns + column] === 0;
  });
}

const directions = Array.from({ length: 8 }, (_, i) => [
  Math.cos((i * Math.PI) / 4),
  Math.sin((i * Math.PI) / 4),
]);

function largestShare(field: StructureField): number {
  const areas = partsOf(field).map(({ outline }) => areaOf(outline));
  return areas[0] / areas.reduce((sum, area) => sum + area, 0);
}
