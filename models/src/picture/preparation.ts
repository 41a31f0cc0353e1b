import type { FramePixels } from './frame-pixels';
import type { Sector } from './sector';
import { sectorContains } from './sector';
import { resize, resizeAxis } from './resize';

/** What the network reads of one frame. */
export interface NetworkPicture {
  /** Side in pixels. */
  readonly size: number;
  readonly channels: number;
  /** size * size * channels greys in [0, 1], row by row, channels interleaved and equal. */
  readonly data: Float32Array;
}

/** The part of a network's input contract that a picture is prepared by. */
export interface PictureFormat {
  readonly size: number;
  readonly channels: number;
}

/** Prepares one frame: outside the sector 0, coloured overlays removed, cropped, resized. */
export function preparePicture(
  frame: FramePixels,
  sector: Sector,
  format: PictureFormat,
): NetworkPicture {
  const { Rows, Columns, channels, data } = frame;
  const grey = new Uint8Array(Rows * Columns);
  for (let row = 0, i = 0; row < Rows; row++) {
    for (let column = 0; column < Columns; column++, i++) {
      grey[i] = sectorContains(sector, column + 0.5, row + 0.5) ? data[i * channels] : 0;
    }
  }
  const { size } = format;
  const { x, y, width, height } = sector.crop;
  const small = resize(
    grey,
    Columns,
    resizeAxis(x, width, size, Columns),
    resizeAxis(y, height, size, Rows),
  );
  const picture = new Float32Array(size * size * format.channels);
  for (let i = 0; i < picture.length; i++) {
    picture[i] = small[Math.floor(i / format.channels)] / 255;
  }
  return { size, channels: format.channels, data: picture };
}
