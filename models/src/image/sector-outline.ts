import type { CellGrid } from './cell-grid';
import { type Fan, fanOutline, fitFan } from './fan';
import type { ImagePoint } from './image-point';
import type { PixelBox } from './pixel-box';
import { areaOf, clipToBox, convexHull } from './polygon';
import type { ProbeSide } from './sector';

/**
 * A fan matches the cells when it holds nearly all of them, is not mostly empty, and has no large
 * part beyond the outermost of them.
 */
const leastExplained = 0.93;
const leastFilled = 0.5;
const leastSpanned = 0.85;

/** With a smaller opening angle the scan lines are nearly parallel: a linear array. */
const leastOpeningAngle = Math.PI / 9;

/**
 * Least opening angle of a sector that is taken to hold the whole heart, radians. Nineteen
 * in twenty of CAMUS' apical views open by 64 degrees or more; cut to 0.62 of their angle, volumes of the
 * ventricle have three to four times the error (docs/WEIGHTS.md, robustness).
 */
export const leastUsualAngle = (55 * Math.PI) / 180;

/**
 * The fan of the sector that cells show, in cells; undefined where they show none.
 *
 * @param filledPart least fraction of the fan that the cells fill
 */
export function recognisedFan(cells: CellGrid, filledPart = leastFilled): Fan | undefined {
  const { fan, explained, filled, area } = fitFan(cells);
  const isFan =
    explained >= leastExplained &&
    filled >= filledPart &&
    areaOf(hullOf(cells)) >= leastSpanned * area &&
    fan.rightAngle - fan.leftAngle >= leastOpeningAngle;
  return isFan ? fan : undefined;
}

export interface SectorOutline {
  /** In image pixels. */
  readonly outline: ImagePoint[];
  /** Absent where no fan tells. */
  readonly probe?: ProbeSide;
  /** Of the fan, radians. */
  readonly openingAngle?: number;
}

/** The outline of the sector that cells show: its fan, upright or inverted, or else their hull, with a note. */
export function outlineOf(cells: CellGrid, notes: string[]): SectorOutline {
  const inPixels = (points: readonly ImagePoint[]) =>
    points.map(({ x, y }) => ({ x: x * cells.cell, y: y * cells.cell }));
  const upright = fanOf(cells);
  if (upright) {
    noteNarrow(upright, notes);
    return { ...upright, outline: inPixels(upright.outline), probe: 'top' };
  }
  const inverted = fanOf(upsideDown(cells));
  if (inverted) {
    noteNarrow(inverted, notes);
    const points = inverted.outline.map(({ x, y }) => ({ x, y: cells.rows - y }));
    return { ...inverted, outline: inPixels(points), probe: 'bottom' };
  }
  notes.push('Scan sector not recognised; moving area used.');
  return { outline: inPixels(hullOf(cells)) };
}

interface ShownFan {
  /** Corners, in cells. */
  readonly outline: ImagePoint[];
  /** Radians. */
  readonly openingAngle: number;
}

/** The fan that the cells show with the probe at the top. */
function fanOf(cells: CellGrid): ShownFan | undefined {
  const fan = recognisedFan(cells);
  return (
    fan && {
      outline: clipToBox(fanOutline(fan), flatSides(cells)),
      openingAngle: fan.rightAngle - fan.leftAngle,
    }
  );
}

function noteNarrow({ openingAngle }: ShownFan, notes: string[]): void {
  if (openingAngle < leastUsualAngle) {
    const degrees = Math.round((openingAngle * 180) / Math.PI);
    notes.push(
      `The scan sector is narrow (${degrees} degrees): where it cuts walls off, volumes come out too small.`,
    );
  }
}

function upsideDown({ rows, columns, cell, values }: CellGrid): CellGrid {
  const turned = values.map((_, i) => {
    const row = rows - 1 - Math.floor(i / columns);
    return values[row * columns + (i % columns)];
  });
  return { rows, columns, cell, values: turned };
}

/** Corners of the cells' hull, in cells. */
function hullOf({ values, columns }: CellGrid): ImagePoint[] {
  const corners: ImagePoint[] = [];
  values.forEach((value, i) => {
    if (value) {
      const x = i % columns;
      const y = Math.floor(i / columns);
      corners.push({ x, y }, { x: x + 1, y }, { x, y: y + 1 }, { x: x + 1, y: y + 1 });
    }
  });
  return convexHull(corners);
}

/** A side is flat when this fraction of its length ends within a cell of its extreme. */
const leastFlatPart = 0.4;

/**
 * Sides on which the display crops the fan: those where the cells end flat; other sides are
 * unbounded.
 */
function flatSides({ rows, columns, values }: CellGrid): PixelBox {
  const first = { row: new Map<number, number>(), column: new Map<number, number>() };
  const last = { row: new Map<number, number>(), column: new Map<number, number>() };
  values.forEach((value, i) => {
    if (value) {
      const x = i % columns;
      const y = Math.floor(i / columns);
      first.row.set(y, Math.min(first.row.get(y) ?? columns, x));
      last.row.set(y, Math.max(last.row.get(y) ?? 0, x + 1));
      first.column.set(x, Math.min(first.column.get(x) ?? rows, y));
      last.column.set(x, Math.max(last.column.get(x) ?? 0, y + 1));
    }
  });
  const flatAt = (ends: Map<number, number>, extreme: number, boundless: number) => {
    const near = [...ends.values()].filter((end) => Math.abs(end - extreme) <= 1);
    return near.length >= leastFlatPart * ends.size ? extreme : boundless;
  };
  return {
    x0: flatAt(first.row, Math.min(...first.row.values()), -Infinity),
    y0: flatAt(first.column, Math.min(...first.column.values()), -Infinity),
    x1: flatAt(last.row, Math.max(...last.row.values()), Infinity),
    y1: flatAt(last.column, Math.max(...last.column.values()), Infinity),
  };
}
