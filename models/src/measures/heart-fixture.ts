import type { HeartStructure } from '../segmentation/structures';
import type { StructureField, StructureFields } from './structure-field';

/**
 * A heart of ellipses in a plane, mm: the LV is the upper half of one, the LA the lower half of
 * another, both on the mitral annulus; the wall lies around the LV.
 */
export interface HeartShape {
  /** From the annulus to the apex, more than halfWidth. */
  readonly length: number;
  /** Half of the annulus. */
  readonly halfWidth: number;
  readonly wallThickness: number;
  readonly atriumLength: number;
  /** Midpoint of the annulus from the grid's corner. */
  readonly x: number;
  readonly y: number;
  /** Clockwise in the image, radians; 0 has the apex on top. */
  readonly angle: number;
}

export interface FixtureGrid {
  readonly columns: number;
  readonly rows: number;
  readonly mmPerPixelX: number;
  readonly mmPerPixelY: number;
}

export const exampleHeart: HeartShape = {
  length: 80,
  halfWidth: 24,
  wallThickness: 10,
  atriumLength: 45,
  x: 75,
  y: 100,
  angle: 0,
};

export const exampleGrid: FixtureGrid = {
  columns: 96,
  rows: 96,
  mmPerPixelX: 1.6,
  mmPerPixelY: 1.6,
};

/** Fields in mm from the structures' borders, about. */
export function heartFields(heart: HeartShape, grid: FixtureGrid = exampleGrid): StructureFields {
  const { length, halfWidth, wallThickness, atriumLength } = heart;
  const ventricle = insideEllipse(halfWidth, length);
  const epicardium = insideEllipse(halfWidth + wallThickness, length + wallThickness);
  const atrium = insideEllipse(halfWidth, atriumLength);
  return {
    LV: sample(heart, grid, (x, y) => Math.min(ventricle(x, y), y)),
    LVWall: sample(heart, grid, (x, y) => Math.min(epicardium(x, y), -ventricle(x, y), y)),
    LA: sample(heart, grid, (x, y) => Math.min(atrium(x, y), -y)),
  };
}

/** Codes of the structures that are positive. */
export function labelsOfFields(fields: StructureFields): Uint8Array {
  const codes: Readonly<Partial<Record<HeartStructure, number>>> = { LV: 1, LVWall: 2, LA: 3 };
  const first = Object.values(fields)[0];
  const labels = new Uint8Array(first.values.length);
  for (const [name, field] of Object.entries(fields)) {
    field.values.forEach((value, i) => {
      if (value > 0) {
        labels[i] = codes[name as HeartStructure] ?? 0;
      }
    });
  }
  return labels;
}

/** @param inside of a point relative to the annulus: x to the right, y toward the apex, mm */
export function sample(
  { x, y, angle }: Pick<HeartShape, 'x' | 'y' | 'angle'>,
  { columns, rows, mmPerPixelX, mmPerPixelY }: FixtureGrid,
  inside: (x: number, y: number) => number,
): StructureField {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const values = Float32Array.from({ length: columns * rows }, (_, i) => {
    const right = ((i % columns) + 0.5) * mmPerPixelX - x;
    const down = (Math.floor(i / columns) + 0.5) * mmPerPixelY - y;
    return inside(right * cos + down * sin, right * sin - down * cos);
  });
  return { columns, rows, values };
}

/** Distance into an ellipse around the origin, exact in the limit at its border. */
export function insideEllipse(halfWidth: number, halfHeight: number) {
  return (x: number, y: number): number => {
    const radius = Math.hypot(x / halfWidth, y / halfHeight);
    const slope = Math.hypot(x / halfWidth ** 2, y / halfHeight ** 2) / (radius || 1);
    return radius === 0 ? Math.min(halfWidth, halfHeight) : (1 - radius) / slope;
  };
}
