import { type CellGrid, components } from './cell-grid';
import { recognisedFan } from './sector-outline';

/** A part of less than this fraction of the largest one is no sector. */
const leastOfLargest = 0.4;

/** The part of a sector's height that is looked at for its upper end. */
const upperPart = 0.15;

/** Where the middle of the upper end of a sector lies, as fractions of its width. */
const [leftmostMiddle, rightmostMiddle] = [0.3, 0.7];

/**
 * Counts the sectors on a screen: fans apart from each other, of similar size, whose upper end is in
 * the middle of their width. The halves of a sector that a shadow divides have theirs at one side, and
 * the spectrum beside an image is no fan.
 *
 * @param patches cells that belong to sectors
 * @returns 1 where nothing tells several apart
 */
export function countSectors(patches: CellGrid): number {
  const parts = components(patches);
  const largest = Math.max(0, ...parts.map((part) => part.length));
  const whole = parts.filter(
    (part) => part.length >= leastOfLargest * largest && isWhole(part, patches.columns),
  );
  const fans = whole.length > 1 ? whole.filter((part) => recognisedFan(only(part, patches))) : [];
  return Math.max(1, fans.length);
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
