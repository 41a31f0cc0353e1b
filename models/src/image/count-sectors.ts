import { type CellGrid, components } from './cell-grid';
import { recognisedFan } from './sector-outline';

/** A part of less than this fraction of the largest one is no sector. */
const leastOfLargest = 0.4;

/** The part of a sector's height that is looked at for its upper end. */
const upperPart = 0.15;

/** Where the middle of the upper end of a sector lies, as fractions of its width. */
const [leftmostMiddle, rightmostMiddle] = [0.3, 0.7];

/**
 * Counts the sectors on a screen: fans of similar size, apart from each other or touching, whose
 * upper end is in the middle of their width. The halves of a sector that a shadow divides have
 * theirs at one side, and the spectrum beside an image is no fan.
 *
 * @param patches cells that belong to sectors
 * @returns 1 where nothing tells several apart
 */
export function countSectors(patches: CellGrid): number {
  const parts = components(patches).flatMap((part) => apart(part, patches));
  const largest = Math.max(0, ...parts.map((part) => part.length));
  const whole = parts.filter(
    (part) => part.length >= leastOfLargest * largest && isWhole(part, patches.columns),
  );
  const fans = whole.length > 1 ? whole.filter((part) => recognisedFan(only(part, patches))) : [];
  return Math.max(1, fans.length);
}

/** Where sectors that touch may be cut apart, as fractions of their common extent. */
const [firstCut, lastCut] = [0.3, 0.7];

/** Sectors touch in fewer cells than this fraction of the widest line's on either side. */
const mostTouching = 0.7;

/** Least extent of a sector in cells. */
const leastSide = 12;

/** Cuts one after another: four sectors at most. */
const mostCuts = 2;

/** The sectors of which a part is made, or the part itself where it is no fans that touch. */
function apart(part: readonly number[], grid: CellGrid, cuts = 0): (readonly number[])[] {
  if (cuts === mostCuts) {
    return [part];
  }
  for (const placeOf of [
    (cell: number) => cell % grid.columns,
    (cell: number) => Math.floor(cell / grid.columns),
  ]) {
    const cut = waistOf(part.map(placeOf));
    if (cut === undefined) {
      continue;
    }
    const sides = [
      part.filter((cell) => placeOf(cell) < cut),
      part.filter((cell) => placeOf(cell) > cut),
    ].flatMap((side) => apart(side, grid, cuts + 1));
    const areSectors = sides.every(
      (side) => isWhole(side, grid.columns) && recognisedFan(only(side, grid), leastFilledTouching),
    );
    if (areSectors) {
      return sides;
    }
  }
  return [part];
}

/** Of the fan of a sector that touches another one; parts of one with dark cavities fill less. */
const leastFilledTouching = 0.85;

/** The line with the fewest cells in the middle of the lines; undefined where it is no waist. */
function waistOf(lines: readonly number[]): number | undefined {
  const [first, last] = extent(lines);
  const length = last + 1 - first;
  if (length < 2 * leastSide) {
    return undefined;
  }
  const counts = new Array<number>(length).fill(0);
  lines.forEach((line) => counts[line - first]++);
  let narrowest = Math.ceil(firstCut * length);
  for (let line = narrowest; line <= lastCut * length; line++) {
    if (counts[line] < counts[narrowest]) {
      narrowest = line;
    }
  }
  const widest = Math.min(
    Math.max(...counts.slice(0, narrowest)),
    Math.max(...counts.slice(narrowest + 1)),
  );
  return counts[narrowest] < mostTouching * widest ? first + narrowest : undefined;
}

function only(part: readonly number[], grid: CellGrid): CellGrid {
  const values = new Uint8Array(grid.values.length);
  part.forEach((cell) => (values[cell] = 1));
  return { ...grid, values };
}

function isWhole(part: readonly number[], columns: number): boolean {
  const xs = part.map((cell) => cell % columns);
  const ys = part.map((cell) => Math.floor(cell / columns));
  const [left, right] = extent(xs);
  const [top, bottom] = extent(ys);
  const lowestOfEnd = top + upperPart * (bottom - top);
  const end = xs.filter((_, i) => ys[i] <= lowestOfEnd);
  const middle = end.reduce((sum, x) => sum + x + 0.5, 0) / end.length;
  const at = (middle - left) / (right + 1 - left);
  return at >= leftmostMiddle && at <= rightmostMiddle;
}

function extent(values: readonly number[]): [number, number] {
  return [
    values.reduce((least, value) => Math.min(least, value), Infinity),
    values.reduce((most, value) => Math.max(most, value), -Infinity),
  ];
}
