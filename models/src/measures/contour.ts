import { contours } from 'd3-contour';
import type { PixelBox } from '../image/pixel-box';
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
export function partsOf(field: StructureField): StructureContour[] {
  const box = insideBox(field);
  if (!box) {
    return [];
  }
  const { x0, y0, x1, y1 } = box;
  const { coordinates } = contours()
    .size([x1 - x0, y1 - y0])
    .contour(cut(field, box), 0);
  return coordinates
    .map(([outer, ...inner]) => ({
      outline: openRing(outer, x0, y0),
      holes: inner.map((ring) => openRing(ring, x0, y0)).sort((a, b) => areaOf(b) - areaOf(a)),
    }))
    .sort((a, b) => areaOf(b.outline) - areaOf(a.outline));
}

/**
 * What holds the structure with a pixel of its surroundings, within the grid: a contour lies between
 * pixels of which one is inside, and a structure fills a small part of the grid.
 */
function insideBox({ columns, rows, values }: StructureField): PixelBox | undefined {
  let [x0, y0, x1, y1] = [columns, rows, 0, 0];
  for (let y = 0, i = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++, i++) {
      if (values[i] >= 0) {
        x0 = Math.min(x0, x);
        x1 = Math.max(x1, x + 1);
        y0 = Math.min(y0, y);
        y1 = y + 1;
      }
    }
  }
  return x1 === 0
    ? undefined
    : {
        x0: Math.max(0, x0 - 1),
        y0: Math.max(0, y0 - 1),
        x1: Math.min(columns, x1 + 1),
        y1: Math.min(rows, y1 + 1),
      };
}

/** The field's values in a box; an array, not a typed array: the declared type of d3-contour. */
function cut({ columns, values }: StructureField, { x0, y0, x1, y1 }: PixelBox): number[] {
  const inside: number[] = [];
  for (let y = y0; y < y1; y++) {
    for (let i = y * columns + x0; i < y * columns + x1; i++) {
      inside.push(values[i]);
    }
  }
  return inside;
}

/** The structure's largest part; undefined where there is none. */
export function contourOf(field: StructureField): StructureContour | undefined {
  return partsOf(field)[0];
}

/** Drops the repeated first point and points on top of each other; moves it by the cut's corner. */
function openRing(ring: readonly (readonly number[])[], left: number, top: number): ImagePoint[] {
  const points = ring.map(([x, y]) => ({ x: left + x, y: top + y }));
  return points.filter(({ x, y }, i) => {
    const next = points[(i + 1) % points.length];
    return x !== next.x || y !== next.y;
  });
}

/** Area of a structure's part, without its holes, square pixels. */
export function contourArea({ outline, holes }: StructureContour): number {
  return holes.reduce((area, hole) => area - areaOf(hole), areaOf(outline));
}
