/** A square of the viewport in CSS pixels. */
export interface Cell {
  readonly x: number;
  readonly y: number;
  readonly size: number;
}

/** Kept free around every square. */
const gap = 8;

/** Kept free below every square, for what it is called. */
const captionHeight = 18;

/** Ways to lay four squares out; the last has room for the colour bar. */
const ways = [
  { columns: 4, rows: 1 },
  { columns: 2, rows: 2 },
  { columns: 1, rows: 4 },
] as const;

/**
 * Four equal squares in a viewport, as large as they can be, in reading order and in the middle.
 *
 * @param width of the viewport in CSS pixels
 */
export function arrangeFour(width: number, height: number): readonly Cell[] {
  const sizeOf = ({ columns, rows }: (typeof ways)[number]) =>
    Math.floor(Math.min(width / columns - gap, height / rows - gap - captionHeight));
  const best = ways.reduce((a, b) => (sizeOf(b) > sizeOf(a) ? b : a));
  const size = Math.max(1, sizeOf(best));
  const [stepX, stepY] = [size + gap, size + gap + captionHeight];
  const left = (width - best.columns * stepX + gap) / 2;
  const top = (height - best.rows * stepY + gap) / 2;
  return Array.from({ length: 4 }, (_, i) => ({
    x: left + (i % best.columns) * stepX,
    y: top + Math.floor(i / best.columns) * stepY,
    size,
  }));
}
