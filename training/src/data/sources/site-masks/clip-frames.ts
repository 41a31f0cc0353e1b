/** What masks must fit. */
export interface ClipFrames {
  readonly SOPInstanceUID: string;
  readonly Rows: number;
  readonly Columns: number;
  readonly NumberOfFrames: number;
}

/** @throws Error whose subject is `mask` when a mask has another size than the clip's frames */
export function checkSize(
  mask: string,
  size: { readonly Rows: number; readonly Columns: number },
  { Rows, Columns }: ClipFrames,
): void {
  if (size.Rows === Rows && size.Columns === Columns) {
    return;
  }
  const isTurned = size.Rows === Columns && size.Columns === Rows;
  throw new Error(
    `${mask} has ${size.Columns} x ${size.Rows} pixels, and the clip's frames ${Columns} x ${Rows}` +
      `${isTurned ? '; rows and columns seem to be swapped' : ''}.`,
  );
}

/** @throws Error whose subject is `mask` when the clip has no such frame */
export function checkFrame(mask: string, frame: number, { NumberOfFrames }: ClipFrames): void {
  if (!Number.isInteger(frame) || frame < 0 || frame >= NumberOfFrames) {
    throw new Error(
      `${mask} belongs to frame ${frame}, and the clip has ${NumberOfFrames} frames (0 to ${NumberOfFrames - 1}).`,
    );
  }
}
