import type { RandomStream } from '@echonet/models/random';
import { fill, line, type Colour, type Screen } from '../screen/canvas';

/** An image that time draws from left to right: M-mode, or the spectrum of Doppler. */
export interface Sweep {
  /** Of the screen, pixels; right and bottom are outside. */
  readonly box: readonly [left: number, top: number, right: number, bottom: number];
  /** Time that the box's width stands for. */
  readonly spanMs: number;
  /** The trace runs past under a fixed right end, or stands while a gap runs over it. */
  readonly runs: boolean;
  /** Of the column of pixels at a time, grey values 0..255 from top to bottom. */
  columnAt(timeMs: number): ArrayLike<number>;
}

/** Part of the width that the gap takes in which the next columns will be drawn. */
const gapShare = 0.02;

/** How fast a trace is drawn, and how. */
export function drawSweepStyle(random: RandomStream): Pick<Sweep, 'spanMs' | 'runs'> {
  return { spanMs: 2000 + 3000 * random(), runs: random() < 0.4 };
}

/** Paints the sweep as it stands at a time, with ticks below it. */
export function paintSweep(screen: Screen, sweep: Sweep, nowMs: number): void {
  const { box, spanMs, runs } = sweep;
  const [left, top, right, bottom] = box;
  const width = right - left;
  const head = (((nowMs / spanMs) % 1) + 1) % 1;
  for (let x = 0; x < width; x++) {
    const place = (x + 0.5) / width;
    const behind = runs ? 1 - place : (head - place + 1) % 1;
    const isGap = !runs && behind > 1 - gapShare;
    const column = isGap ? undefined : sweep.columnAt(nowMs - behind * spanMs);
    for (let y = top; y < bottom; y++) {
      const grey = column ? column[y - top] : 0;
      fill(screen, [left + x, y, left + x + 1, y + 1], [grey, grey, grey]);
    }
  }
  const ticks: Colour = [150, 150, 150];
  for (let x = left; x < right; x += (width * 200) / spanMs) {
    line(screen, [x, bottom], [x, bottom + 3], ticks);
  }
}
