import { forEachDot, letterWidth } from './font';

export interface Screen {
  readonly Rows: number;
  readonly Columns: number;
  /** 1: grey values, 3: RGB. */
  readonly samplesPerPixel: 1 | 3;
  readonly data: Uint8Array;
}

export type Colour = readonly [red: number, green: number, blue: number];

/** Sets one pixel; ignored outside the screen. A grey screen shows the colour's luma. */
export function paint(screen: Screen, x: number, y: number, colour: Colour): void {
  const [column, row] = [Math.round(x), Math.round(y)];
  if (column < 0 || row < 0 || column >= screen.Columns || row >= screen.Rows) {
    return;
  }
  const at = (row * screen.Columns + column) * screen.samplesPerPixel;
  if (screen.samplesPerPixel === 1) {
    screen.data[at] = 0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2];
  } else {
    screen.data.set(colour, at);
  }
}

/** Fills a rectangle; right and bottom are exclusive. */
export function fill(
  screen: Screen,
  [left, top, right, bottom]: readonly [number, number, number, number],
  colour: Colour,
): void {
  for (let y = Math.round(top); y < bottom; y++) {
    for (let x = Math.round(left); x < right; x++) {
      paint(screen, x, y, colour);
    }
  }
}

export function line(
  screen: Screen,
  [x0, y0]: readonly [number, number],
  [x1, y1]: readonly [number, number],
  colour: Colour,
): void {
  const steps = Math.max(1, Math.ceil(Math.max(Math.abs(x1 - x0), Math.abs(y1 - y0))));
  for (let step = 0; step <= steps; step++) {
    const t = step / steps;
    paint(screen, x0 + (x1 - x0) * t, y0 + (y1 - y0) * t, colour);
  }
}

/** Width of a line of text, pixels. @param scale pixels per dot */
export const textWidth = (text: string, scale: number): number =>
  text.length * letterWidth * scale - scale;

/** Writes a line of text with its upper left corner at (x, y). @param scale pixels per dot */
export function write(
  screen: Screen,
  text: string,
  [x, y]: readonly [number, number],
  colour: Colour,
  scale: number,
): void {
  forEachDot(text, (dotX, dotY) => {
    const [left, top] = [x + dotX * scale, y + dotY * scale];
    fill(screen, [left, top, left + scale, top + scale], colour);
  });
}
