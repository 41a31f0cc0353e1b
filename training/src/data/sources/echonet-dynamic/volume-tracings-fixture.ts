/** An upright ellipse in the table's pixels. */
export interface TracedEllipse {
  readonly x: number;
  readonly y: number;
  /** Half-axes. */
  readonly across: number;
  readonly along: number;
}

/** Rows of VolumeTracings.csv of one frame: the long axis, then 20 chords. */
export function tracingRows(
  fileName: string,
  frame: number,
  { x, y, across, along }: TracedEllipse,
): string[] {
  const chords = Array.from({ length: 20 }, (_, i) => {
    const share = (i + 0.5) / 10 - 1;
    const half = across * Math.sqrt(1 - share ** 2);
    const height = y + along * share;
    return [x - half, height, x + half, height];
  });
  return [[x, y - along, x, y + along], ...chords].map((ends) =>
    [fileName, ...ends.map((end) => end.toFixed(4)), frame].join(','),
  );
}
