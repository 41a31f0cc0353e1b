/** A square of the viewport in CSS pixels. */
export interface Cell {
  readonly x: number;
  readonly y: number;
  readonly size: number;
}

/** CSS pixels around every cell. */
const gap = 8;

/** CSS pixels below every cell. */
const captionHeight = 18;

const layouts = [
  { columns: 4, rows: 1 },
  { columns: 2, rows: 2 },
  { columns: 1, rows: 4 },
] as const;

/**
 * The four largest equal squares that fit into a viewport, in reading order, centred.
 *
 * @param width of the viewport in CSS pixels, as is height
 */
export function arrangeFour(width: number, height: number): readonly Cell[] {
  const sizeOf = ({ columns, rows }: (typeof layouts)[number]) =>
    Math.floor(Math.min(width / columns - gap, height / rows - gap - captionHeight));
  const best = layouts.reduce((a, b) => (sizeOf(b) > sizeOf(a) ? b : a));
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
