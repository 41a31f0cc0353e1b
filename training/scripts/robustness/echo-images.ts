import type { FramePixels } from '@echonet/models';
import type { Fan } from '@echonet/models/image';

/** Grey frames of one clip as they come from a file, before any sector is looked for. */
export interface EchoImages {
  readonly frames: readonly FramePixels[];
  readonly mmPerPixel: number;
  /** Where the sector lies, in pixels. */
  readonly fan: Fan;
}

/** Position of a point in a fan. */
export interface FanPoint {
  /** From straight down, radians. */
  readonly angle: number;
  /** From the apex, pixels. */
  readonly radius: number;
}

export const fanPoint = ({ apexX, apexY }: Fan, x: number, y: number): FanPoint => ({
  angle: Math.atan2(x - apexX, y - apexY),
  radius: Math.hypot(x - apexX, y - apexY),
});

/** Replaces every grey value of every frame. */
export function mapPixels(
  { frames, ...facts }: EchoImages,
  value: (grey: number, x: number, y: number, frame: number) => number,
): EchoImages {
  return {
    ...facts,
    frames: frames.map((image, frame) => ({
      ...image,
      data: Uint8ClampedArray.from(image.data, (grey, i) =>
        value(grey, (i % image.Columns) + 0.5, Math.floor(i / image.Columns) + 0.5, frame),
      ),
    })),
  };
}

/**
 * Grey value at a point by bilinear interpolation, 0 outside the frame.
 *
 * @param x,y continuous pixels: the centre of the first pixel is at (0.5, 0.5)
 */
export function greyAt({ Rows, Columns, data }: FramePixels, x: number, y: number): number {
  const [column, row] = [Math.floor(x - 0.5), Math.floor(y - 0.5)];
  const [right, down] = [x - 0.5 - column, y - 0.5 - row];
  const at = (r: number, c: number) =>
    r >= 0 && c >= 0 && r < Rows && c < Columns ? data[r * Columns + c] : 0;
  const upper = at(row, column) * (1 - right) + at(row, column + 1) * right;
  const lower = at(row + 1, column) * (1 - right) + at(row + 1, column + 1) * right;
  return upper + (lower - upper) * down;
}
