import { rasterize, type FramePixels, type ImagePoint } from '@echonet/models/image';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Pixels as they are stored in an image file: three bytes a pixel, row by row. */
export interface RgbImage {
  readonly Rows: number;
  readonly Columns: number;
  readonly data: Uint8Array;
}

/** A frame in colour. */
export function rgbOf({ Rows, Columns, channels, data }: FramePixels): RgbImage {
  const rgb = new Uint8Array(Rows * Columns * 3);
  for (let pixel = 0; pixel < Rows * Columns; pixel++) {
    for (let colour = 0; colour < 3; colour++) {
      rgb[3 * pixel + colour] = data[channels * pixel + (channels === 1 ? 0 : colour)];
    }
  }
  return { Rows, Columns, data: rgb };
}

/**
 * The part of a frame in a box, black outside of the scan sector: what a scanner writes beside it can name
 * the patient.
 *
 * @param outline of the sector, in continuous image pixels
 */
export function sectorImage(
  { Columns, data }: RgbImage,
  outline: readonly ImagePoint[],
  { x: left, y: top, width, height }: Box,
): RgbImage {
  const inside = rasterize(outline, { x: left, y: top, step: 1, columns: width, rows: height });
  const cropped = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const to = y * width + x;
      if (inside[to] === 1) {
        const from = 3 * ((top + y) * Columns + left + x);
        cropped.set(data.subarray(from, from + 3), 3 * to);
      }
    }
  }
  return { Rows: height, Columns: width, data: cropped };
}
