import type { FramePixels } from '@echonet/models';

export function imageOf({ Rows, Columns, channels, data }: FramePixels): ImageData {
  const rgba = new Uint8ClampedArray(Rows * Columns * 4).fill(255);
  for (let pixel = 0; pixel < Rows * Columns; pixel++) {
    for (let colour = 0; colour < 3; colour++) {
      rgba[4 * pixel + colour] = data[pixel * channels + (channels === 1 ? 0 : colour)];
    }
  }
  return new ImageData(rgba, Columns, Rows);
}
