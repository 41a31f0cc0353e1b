import type { CellGrid } from './cell-grid';
import { luma } from './colour';
import type { FramePixels } from './frame-pixels';
import type { PixelBox } from './pixel-box';

/** The darkest and the brightest that each pixel gets over the frames: Rows * Columns greys each. */
export interface GreyExtremes {
  readonly Rows: number;
  readonly Columns: number;
  readonly darkest: Uint8Array;
  readonly brightest: Uint8Array;
}

/** @param frames at least one, all of one size */
export function greyExtremes(frames: readonly FramePixels[]): GreyExtremes {
  const { Rows, Columns } = frames[0];
  const darkest = new Uint8Array(Rows * Columns).fill(255);
  const brightest = new Uint8Array(Rows * Columns);
  for (const { channels, data } of frames) {
    for (let i = 0, at = 0; i < darkest.length; i++, at += channels) {
      const grey = channels === 1 ? data[at] : luma(data[at], data[at + 1], data[at + 2]);
      if (grey < darkest[i]) darkest[i] = grey;
      if (grey > brightest[i]) brightest[i] = grey;
    }
  }
  return { Rows, Columns, darkest, brightest };
}

/** Cells along the longer side of the picture. */
const cellsAcross = 160;

/** A cell is set when at least this part of its pixels is. */
const leastOfCell = 0.5;

/** Cells that move: speckle and tissue do, text, scales and menus do not. */
export function motionEvidence(extremes: GreyExtremes, box?: PixelBox): CellGrid {
  const { darkest, brightest } = extremes;
  const range = brightest.map((value, i) => value - darkest[i]);
  // Lossy coding makes a still background flicker; what a fifth of the picture does is background.
  const flicker = Math.min(6, percentile(range, 0.2));
  const background = mostFrequent(brightest);
  return toCells(
    extremes,
    (i) => range[i] >= flicker + 2 && Math.abs(brightest[i] - background) >= 3,
    box,
  );
}

/** Cells that differ from the background: for clips in which nothing moves. */
export function brightnessEvidence(extremes: GreyExtremes, box?: PixelBox): CellGrid {
  const { brightest } = extremes;
  const background = mostFrequent(brightest);
  return toCells(extremes, (i) => Math.abs(brightest[i] - background) >= 6, box);
}

function toCells(
  { Rows, Columns }: GreyExtremes,
  isSet: (pixel: number) => boolean,
  box: PixelBox = { x0: 0, y0: 0, x1: Columns, y1: Rows },
): CellGrid {
  const cell = Math.max(1, Math.ceil(Math.max(Rows, Columns) / cellsAcross));
  const rows = Math.ceil(Rows / cell);
  const columns = Math.ceil(Columns / cell);
  const set = new Uint16Array(rows * columns);
  for (let y = box.y0; y < box.y1; y++) {
    const rowStart = Math.floor(y / cell) * columns;
    for (let x = box.x0; x < box.x1; x++) {
      if (isSet(y * Columns + x)) {
        set[rowStart + Math.floor(x / cell)]++;
      }
    }
  }
  const values = new Uint8Array(set.length);
  for (let i = 0; i < set.length; i++) {
    const width = Math.min(cell, Columns - (i % columns) * cell);
    const height = Math.min(cell, Rows - Math.floor(i / columns) * cell);
    values[i] = set[i] >= leastOfCell * width * height ? 1 : 0;
  }
  return { rows, columns, cell, values };
}

function histogram(values: Uint8Array): Uint32Array {
  const counts = new Uint32Array(256);
  for (const value of values) {
    counts[value]++;
  }
  return counts;
}

function percentile(values: Uint8Array, part: number): number {
  const counts = histogram(values);
  let below = 0;
  let value = 0;
  while (value < 255 && below + counts[value] <= part * values.length) {
    below += counts[value++];
  }
  return value;
}

function mostFrequent(values: Uint8Array): number {
  const counts = histogram(values);
  return counts.indexOf(Math.max(...counts));
}
