import type { FramePixels } from '@echonet/models';

/** RGBA, row by row. */
export interface Thumbnail {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

/**
 * Downscales a frame to fit a box by averaging pixels.
 *
 * @param box in pixels, at least 1 x 1; a smaller frame keeps its size
 */
export function thumbnailOf(
  { Rows, Columns, channels, data }: FramePixels,
  box: { readonly width: number; readonly height: number },
): Thumbnail {
  const factor = Math.max(1, Columns / box.width, Rows / box.height);
  const width = Math.max(1, Math.round(Columns / factor));
  const height = Math.max(1, Math.round(Rows / factor));
  const small = new Uint8ClampedArray(width * height * 4).fill(255);
  const edge = (i: number, count: number, size: number) => Math.floor((i * size) / count);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [top, bottom] = [edge(y, height, Rows), edge(y + 1, height, Rows)];
      const [left, right] = [edge(x, width, Columns), edge(x + 1, width, Columns)];
      for (let colour = 0; colour < 3; colour++) {
        let sum = 0;
        for (let row = top; row < bottom; row++) {
          for (let column = left; column < right; column++) {
            sum += data[(row * Columns + column) * channels + (channels === 1 ? 0 : colour)];
          }
        }
        small[(y * width + x) * 4 + colour] = sum / ((bottom - top) * (right - left));
      }
    }
  }
  return { width, height, data: small };
}
