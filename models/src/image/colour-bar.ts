import { isColoured } from './colour';
import type { FramePixels } from './frame-pixels';

/** Least height of the bar's upper and of its lower half, as a fraction of the image's height. */
const leastHalf = 0.05;

/** Most rows between the halves (the slow velocities, which are black), likewise. */
const mostGap = 0.08;

/** Width of the bar as a fraction of the image's width. */
const width = { least: 0.008, most: 0.06 };

const [grey, warm, cold] = [0, 1, 2];

/**
 * Whether the screen shows the scale of flow velocities beside the sector, as machines do while colour
 * Doppler is on, with flow in the image or without: a narrow vertical bar of warm colours above cold ones
 * or the other way round.
 *
 * @param mask Rows * Columns values, 1 inside the sector, where no bar is looked for
 */
export function showsColourBar(frame: FramePixels, mask: Uint8Array): boolean {
  const { Rows, Columns } = frame;
  if (frame.channels === 1) {
    return false;
  }
  const hues = huesOf(frame, mask);
  const [half, gap] = [leastHalf * Rows, mostGap * Rows];
  let columns = 0;
  for (let x = 0; x <= Columns; x++) {
    if (x < Columns && isThroughBar(hues, x, { Rows, Columns }, half, gap)) {
      columns++;
    } else {
      if (columns >= width.least * Columns && columns <= width.most * Columns) {
        return true;
      }
      columns = 0;
    }
  }
  return false;
}

function huesOf({ channels, data }: FramePixels, mask: Uint8Array): Uint8Array {
  return mask.map((inside, i) => {
    const at = i * channels;
    if (inside || !isColoured(data[at], data[at + 1], data[at + 2])) {
      return grey;
    }
    return data[at] > data[at + 2] ? warm : cold;
  });
}

/** Whether a column has a long run of one kind of colour and, close below, one of the other. */
function isThroughBar(
  hues: Uint8Array,
  x: number,
  { Rows, Columns }: Pick<FramePixels, 'Rows' | 'Columns'>,
  half: number,
  gap: number,
): boolean {
  let last = { hue: grey, end: -Infinity };
  for (let y = 0; y < Rows;) {
    const hue = hues[y * Columns + x];
    let end = y + 1;
    while (end < Rows && hues[end * Columns + x] === hue) {
      end++;
    }
    if (hue !== grey && end - y >= half) {
      if (last.hue !== grey && last.hue !== hue && y - last.end <= gap) {
        return true;
      }
      last = { hue, end };
    }
    y = end;
  }
  return false;
}
