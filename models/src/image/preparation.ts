import type { FramePixels } from './frame-pixels';
import { turnImage } from './image-turn';
import { greyValuesOfSector } from './overlay';
import type { PixelBox } from './pixel-box';
import { boundingBox } from './polygon';
import { type ResizeAxis, resize, resizeAxis } from './resize';
import { refuseOtherSize, type Sector } from './sector';
import { seenSamples } from './sector-mask';

/** The network's input of one frame. */
export interface NetworkImage {
  /** Side in pixels. */
  readonly size: number;
  readonly channels: number;
  /** size * size * channels grey values in [0, 1], row by row, channels interleaved and equal. */
  readonly data: Float32Array;
}

/** The part of the input contract that determines an image. */
export interface ImageFormat {
  readonly size: number;
  readonly channels: number;
}

/**
 * Prepares one frame: 0 outside the sector, coloured overlays removed, cropped to the sector's
 * square, resized with antialiasing, and turned as the sector says. Data derived from the sector is
 * cached by the sector object, so use one object for all frames of a clip.
 *
 * @throws RangeError when the frame and the sector's frames differ in size
 */
export function prepareImage(
  frame: FramePixels,
  sector: Sector,
  format: ImageFormat,
): NetworkImage {
  refuseOtherSize(frame, sector);
  const { size, channels } = format;
  const { box, mask, horizontal, vertical } = planOf(sector, size);
  const greyValues = greyValuesOfSector(frame, box, mask, sector.tinted);
  const resized = resize(greyValues, box.x1 - box.x0, horizontal, vertical);
  const image = turnImage(resized, size, sector.turn);
  return { size, channels, data: repeatChannels(image, channels) };
}

/** Data derived from a sector for one image size. */
interface PreparationPlan {
  readonly size: number;
  /** Bounding box of the sector inside the frame. */
  readonly box: PixelBox;
  /** 1 inside the sector; one value per pixel of the box. */
  readonly mask: Uint8Array;
  readonly horizontal: ResizeAxis;
  readonly vertical: ResizeAxis;
}

const plans = new WeakMap<Sector, PreparationPlan>();

function planOf(sector: Sector, size: number): PreparationPlan {
  const known = plans.get(sector);
  if (known?.size === size) {
    return known;
  }
  const around = boundingBox(sector.outline);
  const box = {
    x0: Math.max(0, around.x0),
    y0: Math.max(0, around.y0),
    x1: Math.min(sector.Columns, around.x1),
    y1: Math.min(sector.Rows, around.y1),
  };
  const columns = box.x1 - box.x0;
  const rows = box.y1 - box.y0;
  const { crop } = sector;
  const plan = {
    size,
    box,
    mask: seenSamples(sector, { x: box.x0, y: box.y0, step: 1, columns, rows }),
    horizontal: resizeAxis(crop.x - box.x0, crop.width, size, columns),
    vertical: resizeAxis(crop.y - box.y0, crop.height, size, rows),
  };
  plans.set(sector, plan);
  return plan;
}

/** Scales grey values from 0..255 to 0..1 and repeats them over the channels. */
function repeatChannels(image: Float32Array, channels: number): Float32Array {
  const repeated = new Float32Array(image.length * channels);
  for (let i = 0, out = 0; i < image.length; i++) {
    const grey = Math.min(1, image[i] / 255);
    for (let channel = 0; channel < channels; channel++) {
      repeated[out++] = grey;
    }
  }
  return repeated;
}
