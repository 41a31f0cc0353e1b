import { ClipRefusal } from './clip-refusal';
import {
  type CellGrid,
  countSet,
  dilate,
  erode,
  intersect,
  largestComponents,
  majority,
} from './cell-grid';
import { colourContent } from './colour-content';
import { isMisreadColour, misreadColourReason } from './colour-misread';
import { type GreyHistory, brightnessEvidence, greyHistory, motionEvidence } from './evidence';
import { fanOutline, fitFan } from './fan';
import type { FramePixels } from './frame-pixels';
import type { PixelBox } from './pixel-box';
import { areaOf, boundingBox, clipToBox, convexHull, rasterize } from './polygon';
import type { ImagePoint } from './image-point';
import type { Crop, Sector } from './sector';
import { tissueRegion, type UltrasoundRegion } from './ultrasound-region';

/** Least fraction of the image that a sector covers. */
const leastImagePart = 0.03;

/** Least difference between the brightest and darkest value of a frame with an image. */
const leastContrast = 16;

/** Least fraction of frames with an image. */
const leastImagesPart = 0.5;

/** Least fraction of the found cells that a trusted region of the header holds. */
const leastPartInRegion = 0.8;

/** Least mean change of a sector between different frames, in sixteenths of a grey value. */
const leastChange = 4;

/** Solid colour over a larger fraction of the sector is flow. */
const mostSolidColour = 0.02;

/**
 * Finds the scanning sector of a clip: what moves (or, where nothing moves, what is bright), taken
 * together to large patches, cut to the header's ultrasound region where that is sane, with a fan
 * fitted around it. Where no fan fits (linear arrays, cut-outs), the convex hull is the outline.
 *
 * @param frames a few frames spread over the clip, 3 to 20, all of one size
 * @param regions the header's ultrasound regions; used only where they are sane
 * @param clip what the reader knows the clip by, for the refusal
 * @throws ClipRefusal when there is nothing like a B-mode sector: blank images, no large patch,
 *   colour Doppler, colours decoded wrongly, the same image over and over, frames of different sizes
 */
export function locateSector(
  frames: readonly FramePixels[],
  regions: readonly UltrasoundRegion[],
  clip = '',
): Sector {
  if (frames.length === 0) {
    throw new ClipRefusal(clip, 'No frame of the clip could be read.');
  }
  const [{ Rows, Columns }] = frames;
  if (frames.some((frame) => frame.Rows !== Rows || frame.Columns !== Columns)) {
    throw new ClipRefusal(clip, 'The frames of the clip differ in size; send it again.');
  }
  const images = frames.filter((frame) => !isBlank(frame));
  if (images.length < leastImagesPart * frames.length) {
    throw new ClipRefusal(
      clip,
      `${frames.length - images.length} of ${frames.length} frames checked are blank; ` +
        'the clip was damaged or its pixels were lost in compression.',
    );
  }
  if (images.some(isMisreadColour)) {
    throw new ClipRefusal(clip, misreadColourReason);
  }
  const notes: string[] = [];
  const history = greyHistory(images);
  const patches = findPatches(history, clip, notes);
  const image = { x0: 0, y0: 0, x1: Columns, y1: Rows };
  const region = believableRegion(tissueRegion(regions, Rows, Columns), patches, notes);
  const outline = clipToBox(
    outlineOf(region ? cutToBox(patches, region) : patches, notes),
    region ?? image,
  );

  const mask = rasterize(outline, { x: 0, y: 0, step: 1, columns: Columns, rows: Rows });
  if (images.length > 1 && meanOver(history.meanChange, mask) < leastChange) {
    throw new ClipRefusal(
      clip,
      `The clip shows no motion (${images.length} frames checked); EchoNet analyses moving clips.`,
    );
  }
  const { solid, tinted } = colourContent(images, mask);
  if (tinted) {
    notes.push('Tinted image: its brightness is used; coloured marks remain.');
  } else if (solid > mostSolidColour) {
    throw new ClipRefusal(
      clip,
      `The images show colour Doppler (${Math.round(solid * 100)} % of the sector); ` +
        'EchoNet analyses plain B-mode.',
    );
  }
  const source = region ? 'region' : 'pixels';
  return { Rows, Columns, crop: squareAround(outline), outline, source, tinted, notes };
}

function meanOver(values: Uint8Array, mask: Uint8Array): number {
  let [sum, count] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    sum += mask[i] ? values[i] : 0;
    count += mask[i];
  }
  return sum / Math.max(1, count);
}

function isBlank({ data, channels }: FramePixels): boolean {
  let [least, most] = [255, 0];
  for (let i = 0; i < data.length; i++) {
    // Skips the alpha channel.
    if (channels === 4 && i % 4 === 3) {
      continue;
    }
    least = Math.min(least, data[i]);
    most = Math.max(most, data[i]);
    if (most - least >= leastContrast) {
      return false;
    }
  }
  return true;
}

/** The cells that belong to the sector: those that move, or else those that are bright. */
function findPatches(history: GreyHistory, clip: string, notes: string[]): CellGrid {
  const enough = (patches: CellGrid) => countSet(patches) >= leastImagePart * patches.values.length;

  const moving = patchesOf(motionEvidence(history), 0.05);
  if (enough(moving)) {
    return moving;
  }
  const bright = patchesOf(brightnessEvidence(history), 1);
  if (!enough(bright)) {
    throw new ClipRefusal(clip, 'No ultrasound scan sector found in the images.');
  }
  notes.push('Hardly any motion in the clip; scan sector found by brightness.');
  return bright;
}

/**
 * Components of at least `leastPart` of the largest one's size. Parts thinner than three cells,
 * such as traces and letters, are removed.
 */
function patchesOf(evidence: CellGrid, leastPart: number): CellGrid {
  const cores = largestComponents(dilate(erode(majority(evidence))), leastPart);
  return intersect(dilate(dilate(cores)), evidence);
}

function believableRegion(
  region: ReturnType<typeof tissueRegion>,
  patches: CellGrid,
  notes: string[],
): PixelBox | undefined {
  notes.push(...region.notes);
  if (region.box === undefined) {
    return undefined;
  }
  if (countSet(cutToBox(patches, region.box)) < leastPartInRegion * countSet(patches)) {
    notes.push('Ultrasound region in header is wrong; ignored (the moving area lies outside it).');
    return undefined;
  }
  return region.box;
}

/** The set cells whose centres lie in a box of pixels. */
function cutToBox(grid: CellGrid, box: PixelBox): CellGrid {
  const values = grid.values.map((value, i) => {
    const x = ((i % grid.columns) + 0.5) * grid.cell;
    const y = (Math.floor(i / grid.columns) + 0.5) * grid.cell;
    return x >= box.x0 && x < box.x1 && y >= box.y0 && y < box.y1 ? value : 0;
  });
  return { ...grid, values };
}

/**
 * A fan matches the cells when it holds nearly all of them, is not mostly empty, and has no large
 * part beyond the outermost of them.
 */
const leastExplained = 0.93;
const leastFilled = 0.5;
const leastSpanned = 0.85;

/** With a smaller opening angle the scan lines are nearly parallel: a linear array. */
const leastOpeningAngle = Math.PI / 9;

/** In image pixels. */
function outlineOf(patches: CellGrid, notes: string[]): ImagePoint[] {
  const { fan, explained, filled, area } = fitFan(patches);
  const hull = hullOf(patches);
  const isFan =
    explained >= leastExplained &&
    filled >= leastFilled &&
    areaOf(hull) >= leastSpanned * area &&
    fan.rightAngle - fan.leftAngle >= leastOpeningAngle;
  if (!isFan) {
    notes.push('Scan sector not recognised; moving area used.');
  }
  const inCells = isFan ? clipToBox(fanOutline(fan), flatSides(patches)) : hull;
  return inCells.map(({ x, y }) => ({ x: x * patches.cell, y: y * patches.cell }));
}

/** Corners of the cells' hull, in cells. */
function hullOf({ values, columns }: CellGrid): ImagePoint[] {
  const corners: ImagePoint[] = [];
  values.forEach((value, i) => {
    if (value) {
      const x = i % columns;
      const y = Math.floor(i / columns);
      corners.push({ x, y }, { x: x + 1, y }, { x, y: y + 1 }, { x: x + 1, y: y + 1 });
    }
  });
  return convexHull(corners);
}

/** A side is flat when this fraction of its length ends within a cell of its extreme. */
const leastFlatPart = 0.4;

/**
 * Sides on which the display crops the fan: those where the cells end flat; other sides are
 * unbounded.
 */
function flatSides({ rows, columns, values }: CellGrid): PixelBox {
  const first = { row: new Map<number, number>(), column: new Map<number, number>() };
  const last = { row: new Map<number, number>(), column: new Map<number, number>() };
  values.forEach((value, i) => {
    if (value) {
      const x = i % columns;
      const y = Math.floor(i / columns);
      first.row.set(y, Math.min(first.row.get(y) ?? columns, x));
      last.row.set(y, Math.max(last.row.get(y) ?? 0, x + 1));
      first.column.set(x, Math.min(first.column.get(x) ?? rows, y));
      last.column.set(x, Math.max(last.column.get(x) ?? 0, y + 1));
    }
  });
  const flatAt = (ends: Map<number, number>, extreme: number, boundless: number) => {
    const near = [...ends.values()].filter((end) => Math.abs(end - extreme) <= 1);
    return near.length >= leastFlatPart * ends.size ? extreme : boundless;
  };
  return {
    x0: flatAt(first.row, Math.min(...first.row.values()), -Infinity),
    y0: flatAt(first.column, Math.min(...first.column.values()), -Infinity),
    x1: flatAt(last.row, Math.max(...last.row.values()), Infinity),
    y1: flatAt(last.column, Math.max(...last.column.values()), Infinity),
  };
}

/** The smallest square of whole pixels centred on the outline. */
function squareAround(outline: readonly ImagePoint[]): Crop {
  const { x0, y0, x1, y1 } = boundingBox(outline);
  const side = Math.max(x1 - x0, y1 - y0);
  return {
    x: x0 - Math.floor((side - (x1 - x0)) / 2),
    y: y0 - Math.floor((side - (y1 - y0)) / 2),
    width: side,
    height: side,
  };
}
