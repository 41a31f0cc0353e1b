import type { FramePixels } from '../image/frame-pixels';
import { turnImage } from '../image/image-turn';
import { greyValuesOfSector } from '../image/overlay';
import type { PixelBox } from '../image/pixel-box';
import { resize } from '../image/resize';
import { refuseOtherSize, type Crop, type Sector } from '../image/sector';
import { seenSamples } from '../image/sector-mask';
import { channelCount, type ImageContract } from './contract-schema';
import { filterAxis } from './resize-filter';

/**
 * The part of the frame that the network's image covers, a square of the patient, in image pixels; it may
 * exceed the frame, where it is black.
 */
export function contractCrop(
  { crop, margin }: Pick<ImageContract, 'crop' | 'margin'>,
  sector: Pick<Sector, 'crop' | 'Rows' | 'Columns'>,
): Crop {
  const { x, y, width, height } = squareOf(crop, sector);
  return {
    x: x - margin * width,
    y: y - margin * height,
    width: width * (1 + 2 * margin),
    height: height * (1 + 2 * margin),
  };
}

function squareOf(
  crop: ImageContract['crop'],
  sector: Pick<Sector, 'crop' | 'Rows' | 'Columns'>,
): Crop {
  const { Rows, Columns } = sector;
  if (crop === 'sector') {
    return sector.crop;
  }
  const pixelAspect = sector.crop.width / sector.crop.height;
  const fits = crop === 'centre' ? Math.min : Math.max;
  const width = fits(Columns, Rows * pixelAspect);
  const height = width / pixelAspect;
  return { x: (Columns - width) / 2, y: (Rows - height) / 2, width, height };
}

/**
 * Prepares one frame for an ONNX network: mask, colours, crop, resize, turn as the sector says, value
 * range, standardisation, in this order.
 *
 * @returns [size, size, channels] row by row, channels interleaved in the contract's order
 * @throws RangeError when the frame and the sector's frames differ in size
 */
export function contractImage(
  frame: FramePixels,
  sector: Sector,
  contract: ImageContract,
): Float32Array {
  refuseOtherSize(frame, sector);
  const { Rows, Columns } = frame;
  const { size, filter } = contract;
  const crop = contractCrop(contract, sector);
  const horizontal = filterAxis(filter, crop.x, crop.width, size, Columns);
  const vertical = filterAxis(filter, crop.y, crop.height, size, Rows);
  const planes = planesOf(frame, sector, contract).map((plane) =>
    turnImage(resize(plane, Columns, horizontal, vertical), size, sector.turn),
  );
  return standardised(planes, contract);
}

/**
 * The image of a frame that was masked, cropped and resized before.
 *
 * @param greyValues [size, size] in [0, 1], row by row; not modified
 * @throws RangeError when they have another size
 */
export function contractImageOfGreyValues(
  greyValues: Float32Array,
  contract: ImageContract,
): Float32Array {
  const { size } = contract;
  if (greyValues.length !== size * size) {
    throw new RangeError(`The model reads images of ${size} x ${size} pixels.`);
  }
  return standardised([greyValues.map((grey) => grey * 255)], contract);
}

/** @param planes levels from 0 to 255, one plane for all channels or one each */
function standardised(
  planes: readonly Float32Array[],
  { size, channels, highest, mean, sd }: ImageContract,
): Float32Array {
  const count = channelCount(channels);
  const values = new Float32Array(size * size * count);
  for (let channel = 0; channel < count; channel++) {
    const plane = planes[Math.min(channel, planes.length - 1)];
    for (let i = 0; i < plane.length; i++) {
      // Cubic filters overshoot; a stored 8-bit image, as in training, cannot.
      const level = Math.min(255, Math.max(0, plane[i]));
      values[i * count + channel] = ((level * highest) / 255 - mean[channel]) / sd[channel];
    }
  }
  return values;
}

/** One plane of the whole frame for all equal channels, or one each in the contract's order. */
function planesOf(
  frame: FramePixels,
  sector: Sector,
  { channels, mask }: ImageContract,
): Uint8Array[] {
  const seen = maskOf(sector, mask);
  if (channels === 'grey' || channels === 'grey x 3') {
    return [greyValuesOfSector(frame, wholeOf(frame), seen, sector.tinted)];
  }
  const order = channels === 'RGB' ? [0, 1, 2] : [2, 1, 0];
  return frame.channels === 1
    ? [colourPlane(frame, seen, 0)]
    : order.map((colour) => colourPlane(frame, seen, colour));
}

function colourPlane(
  { data, channels }: FramePixels,
  seen: Uint8Array,
  colour: number,
): Uint8Array {
  return seen.map((isSeen, i) => (isSeen ? data[i * channels + colour] : 0));
}

function wholeOf({ Rows, Columns }: FramePixels): PixelBox {
  return { x0: 0, y0: 0, x1: Columns, y1: Rows };
}

const masks = new WeakMap<Sector, Map<ImageContract['mask'], Uint8Array>>();

/** 1 where the network sees the frame; cached by the sector object. */
function maskOf(sector: Sector, mask: ImageContract['mask']): Uint8Array {
  const known = masks.get(sector) ?? new Map<ImageContract['mask'], Uint8Array>();
  masks.set(sector, known);
  const found = known.get(mask) ?? makeMask(sector, mask);
  known.set(mask, found);
  return found;
}

/** Occluded regions are black with and without a mask. */
function makeMask(sector: Sector, mask: ImageContract['mask']): Uint8Array {
  const { Rows, Columns, outline, occluded } = sector;
  const frame = [
    { x: 0, y: 0 },
    { x: Columns, y: 0 },
    { x: Columns, y: Rows },
    { x: 0, y: Rows },
  ];
  return seenSamples(
    { outline: mask === 'sector' ? outline : frame, occluded },
    { x: 0, y: 0, step: 1, columns: Columns, rows: Rows },
  );
}
