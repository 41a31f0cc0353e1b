import type { CellGrid } from './cell-grid';
import { luma } from './colour';
import type { FramePixels } from './frame-pixels';

/** Statistics of each pixel over the frames; Rows * Columns values each. */
export interface GreyHistory {
  readonly frames: number;
  readonly Rows: number;
  readonly Columns: number;
  /** Maximum grey value. */
  readonly brightest: Uint8Array;
  /** Mean absolute change of the grey value between frames, in sixteenths, up to 255. */
  readonly meanChange: Uint8Array;
}

/** @param frames at least one, all of the same size */
export function greyHistory(frames: readonly FramePixels[]): GreyHistory {
  const { Rows, Columns } = frames[0];
  const last = new Uint8Array(Rows * Columns);
  const brightest = new Uint8Array(Rows * Columns);
  const change = new Uint32Array(Rows * Columns);
  frames.forEach(({ channels, data }, frame) => {
    for (let i = 0, at = 0; i < last.length; i++, at += channels) {
      const grey = channels === 1 ? data[at] : luma(data[at], data[at + 1], data[at + 2]);
      if (frame > 0) {
        change[i] += grey > last[i] ? grey - last[i] : last[i] - grey;
      }
      if (grey > brightest[i]) {
        brightest[i] = grey;
      }
      last[i] = grey;
    }
  });
  const steps = Math.max(1, frames.length - 1);
  const meanChange = new Uint8Array(change.length);
  for (let i = 0; i < change.length; i++) {
    meanChange[i] = Math.min(255, (16 * change[i]) / steps);
  }
  return { frames: frames.length, Rows, Columns, brightest, meanChange };
}

/** Cells along the longer side of the image. */
const cellsAcross = 160;

/** A cell is set when at least this fraction of its pixels is. */
const leastOfCell = 0.5;

/** A pixel moves when it changes by at least one grey value between frames (in sixteenths) ... */
const leastChange = 16;

/** ... and by at least this fraction of the median change of moving pixels. */
const leastPartOfMedian = 0.17;

/** Maximum flicker of a background. */
const mostFlicker = 32;

/**
 * Cells that move: speckle and tissue do; text, scales and menus do not. Lossy compression makes a
 * still background flicker slightly and smears moving tissue over the blocks around it, so both the
 * calmest fifth of the image and the median of the moving pixels set the threshold.
 */
export function motionEvidence(history: GreyHistory): CellGrid {
  const { meanChange } = history;
  const flicker = Math.min(mostFlicker, percentile(meanChange, 0.2));
  const least = flicker + leastChange;
  const median = percentile(
    meanChange.filter((change) => change >= least),
    0.5,
  );
  const threshold = Math.max(least, leastPartOfMedian * median);
  return toCells(history, (i) => meanChange[i] >= threshold);
}

/** Least difference from the background, in grey values. */
const leastContrast = 6;

/** Cells that differ from the background, for clips without movement. */
export function brightnessEvidence(history: GreyHistory): CellGrid {
  const { brightest } = history;
  const background = mostFrequent(brightest);
  return toCells(history, (i) => Math.abs(brightest[i] - background) >= leastContrast);
}

function toCells({ Rows, Columns }: GreyHistory, isSet: (pixel: number) => boolean): CellGrid {
  const cell = Math.max(1, Math.ceil(Math.max(Rows, Columns) / cellsAcross));
  const rows = Math.ceil(Rows / cell);
  const columns = Math.ceil(Columns / cell);
  const set = new Uint16Array(rows * columns);
  for (let y = 0; y < Rows; y++) {
    const rowStart = Math.floor(y / cell) * columns;
    for (let x = 0; x < Columns; x++) {
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
  while (values.length > 0 && value < 255 && below + counts[value] <= part * values.length) {
    below += counts[value++];
  }
  return value;
}

function mostFrequent(values: Uint8Array): number {
  const counts = histogram(values);
  return counts.indexOf(Math.max(...counts));
}
