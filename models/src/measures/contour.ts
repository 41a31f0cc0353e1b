import { contours } from 'd3-contour';
import { areaOf } from '../image/polygon';
import type { ImagePoint } from '../image/image-point';
import type { StructureField } from './structure-field';

/** Border of a structure's largest part; closed: the first point is not repeated at the end. */
export interface StructureContour {
  readonly outline: readonly ImagePoint[];
  /** Borders of what the part encloses, largest first: the cavity in a wall that surrounds it. */
  readonly holes: readonly (readonly ImagePoint[])[];
}

/** All parts of a structure, largest first, each where its field is 0, to fractions of a pixel. */
export function partsOf({ columns, rows, values }: StructureField): StructureContour[] {
  // An array, not a typed array: the declared type of d3-contour.
  const { coordinates } = contours().size([columns, rows]).contour(Array.from(values), 0);
  return coordinates
    .map(([outer, ...inner]) => ({
      outline: openRing(outer),
      holes: inner.map(openRing).sort((a, b) => areaOf(b) - areaOf(a)),
    }))
    .sort((a, b) => areaOf(b.outline) - areaOf(a.outline));
}

/** The structure's largest part; undefined where there is none. */
export function contourOf(field: StructureField): StructureContour | undefined {
  return partsOf(field)[0];
}

/** Drops the repeated first point and points on top of each other. */
function openRing(ring: readonly (readonly number[])[]): ImagePoint[] {
  const points = ring.map(([x, y]) => ({ x, y }));
  return points.filter(({ x, y }, i) => {
    const next = points[(i + 1) % points.length];
    return x !== next.x || y !== next.y;
  });
}

/** Area of a structure's part, without its holes, square pixels. */
export function contourArea({ outline, holes }: StructureContour): number {
  return holes.reduce((area, hole) => area - areaOf(hole), areaOf(outline));
}
