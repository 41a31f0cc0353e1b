import type { RandomStream } from '@echonet/models/random';
import { fill, line, type Colour, type Screen } from '../screen/canvas';

/** A strip with time from left to right: M-mode or spectral Doppler. */
export interface Sweep {
  /** Pixels of the screen; right and bottom are exclusive. */
  readonly box: readonly [left: number, top: number, right: number, bottom: number];
  /** Time across the box's width. */
  readonly spanMs: number;
  /** True: the trace scrolls, with now at its right end. False: it stands while a gap moves over it. */
  readonly scrolls: boolean;
  /** Grey values 0..255 of the column of a time, from top to bottom. */
  readonly columnAt: (timeMs: number) => ArrayLike<number>;
}

/** Width of the gap, fraction of the box's width. */
const gapShare = 0.02;

export function drawSweepStyle(random: RandomStream): Pick<Sweep, 'spanMs' | 'scrolls'> {
  return { spanMs: 2000 + 3000 * random(), scrolls: random() < 0.4 };
}

/** Paints the sweep at a time, with time ticks below it. */
export function paintSweep(screen: Screen, sweep: Sweep, nowMs: number): void {
  const { box, spanMs, scrolls } = sweep;
  const [left, top, right, bottom] = box;
  const width = right - left;
  const head = (((nowMs / spanMs) % 1) + 1) % 1;
  for (let x = 0; x < width; x++) {
    const place = (x + 0.5) / width;
    const behind = scrolls ? 1 - place : (head - place + 1) % 1;
    const isGap = !scrolls && behind > 1 - gapShare;
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
