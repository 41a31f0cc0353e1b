import { ClipRefusal } from './clip-refusal';
import {
  type CellGrid,
  countSet,
  dilate,
  erode,
  intersect,
  largestComponents,
  majority,
  withRows,
} from './cell-grid';
import { showsColourBar } from './colour-bar';
import { colourContent } from './colour-content';
import { countSectors } from './count-sectors';
import { misreadColour } from './colour-misread';
import { type GreyHistory, brightnessEvidence, greyHistory, motionEvidence } from './evidence';
import type { FramePixels } from './frame-pixels';
import type { PixelBox } from './pixel-box';
import { boundingBox, clipToBox, rasterize } from './polygon';
import type { ImagePoint } from './image-point';
import type { Crop, Sector } from './sector';
import { outlineOf } from './sector-outline';
import {
  overlaps,
  type RegionBoxes,
  regionBoxes,
  type UltrasoundRegion,
} from './ultrasound-region';

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

export interface LocateOptions {
  /** What the reader knows the clip by, for the refusal. */
  readonly clip?: string;
  /** Height over width of a pixel; 1 unless given. The network's image is square on the patient. */
  readonly pixelAspect?: number;
}

/**
 * Finds the scanning sector of a clip: what moves (or, where nothing moves, what is bright), taken
 * together to large patches, cut to the header's ultrasound region where that is sane, with a fan
 * fitted around it. Where no fan fits (linear arrays, cut-outs), the convex hull is the outline.
 *
 * @param frames a few frames spread over the clip, 3 to 20, all of one size
 * @param regions the header's ultrasound regions; used only where they are sane
 * @throws ClipRefusal when there is nothing like a B-mode sector: blank images, no large patch,
 *   colour Doppler or its colour bar, colours decoded wrongly, the same image over and over, frames of different sizes
 */
export function locateSector(
  frames: readonly FramePixels[],
  regions: readonly UltrasoundRegion[],
  { clip = '', pixelAspect = 1 }: LocateOptions = {},
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
  for (const image of images) {
    const reason = misreadColour(image);
    if (reason !== undefined) {
      throw new ClipRefusal(clip, reason);
    }
  }
  const notes: string[] = [];
  const history = greyHistory(images);
  const patches = findPatches(history, clip, notes);
  const image = { x0: 0, y0: 0, x1: Columns, y1: Rows };
  const boxes = regionBoxes(regions, Rows, Columns);
  const region = believableRegion(boxes, patches, clip, notes);
  const cells = region ? cutToBox(patches, region) : patches;
  const squared = withRows(cells, Math.round(cells.rows * pixelAspect));
  refuseSeveral(countSectors(squared), clip);
  const { outline: whole, ...fan } = outlineOf(squared, notes);
  const inFrame = whole.map(({ x, y }) => ({ x, y: (y * cells.rows) / squared.rows }));
  const outline = clipToBox(inFrame, region ?? image);

  const mask = rasterize(outline, { x: 0, y: 0, step: 1, columns: Columns, rows: Rows });
  if (images.length > 1 && meanOver(history.meanChange, mask) < leastChange) {
    throw new ClipRefusal(
      clip,
      `The clip shows no motion (${images.length} frames checked); EchoNet analyses moving clips.`,
    );
  }
  const { solid, tinted } = colourContent(images, mask);
  if (solid > mostSolidColour) {
    throw new ClipRefusal(
      clip,
      `The images show colour Doppler (${Math.round(solid * 100)} % of the sector); ` +
        'EchoNet analyses plain B-mode.',
    );
  }
  if (showsColourBar(images[0], mask)) {
    throw new ClipRefusal(
      clip,
      'The images show a colour bar, so colour Doppler is on; EchoNet analyses plain B-mode.',
    );
  }
  if (tinted) {
    notes.push('Tinted image: its brightness is used; coloured marks remain.');
  }
  const source = region ? 'region' : 'pixels';
  return {
    ...{ Rows, Columns, crop: squareAround(outline, pixelAspect), outline, source, tinted, notes },
    ...fan,
  };
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
  if (history.frames > 1) {
    notes.push('Hardly any motion in the clip; scan sector found by brightness.');
  }
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

/** Least fraction of the moving cells of all regions in one that is not frozen. */
const leastLivePart = 0.2;

/** The region that the clip is about: the one that moves and shows tissue alone. */
function believableRegion(
  { tissue, flow, notes: ignored }: RegionBoxes,
  patches: CellGrid,
  clip: string,
  notes: string[],
): PixelBox | undefined {
  notes.push(...ignored);
  if (tissue.length === 0) {
    return undefined;
  }
  const count = (boxes: readonly PixelBox[]) => countSet(cutToBoxes(patches, boxes));
  const known = count([...tissue, ...flow]);
  if (known < leastPartInRegion * countSet(patches)) {
    notes.push('Ultrasound region in header is wrong; ignored (the moving area lies outside it).');
    return undefined;
  }
  if (tissue.length === 1) {
    return tissue[0];
  }
  const live = tissue.filter((box) => count([box]) >= leastLivePart * known);
  const plain = live.filter((box) => !flow.some((other) => overlaps(box, other)));
  if (plain.length !== 1 && live.length !== 1) {
    refuseSeveral(live.length || tissue.length, clip);
  }
  notes.push(`${tissue.length} sectors on the screen; the one with moving tissue is used.`);
  return plain[0] ?? live[0];
}

function refuseSeveral(sectors: number, clip: string): void {
  if (sectors > 1) {
    throw new ClipRefusal(
      clip,
      `The screen shows ${sectors} sectors; EchoNet analyses clips of a single one.`,
    );
  }
}

function cutToBox(grid: CellGrid, box: PixelBox): CellGrid {
  return cutToBoxes(grid, [box]);
}

/** The set cells whose centres lie in a box of pixels. */
function cutToBoxes(grid: CellGrid, boxes: readonly PixelBox[]): CellGrid {
  const values = grid.values.map((value, i) => {
    const x = ((i % grid.columns) + 0.5) * grid.cell;
    const y = (Math.floor(i / grid.columns) + 0.5) * grid.cell;
    return boxes.some((box) => x >= box.x0 && x < box.x1 && y >= box.y0 && y < box.y1) ? value : 0;
  });
  return { ...grid, values };
}

/** The smallest box of whole pixels centred on the outline that is a square of the patient. */
function squareAround(outline: readonly ImagePoint[], pixelAspect: number): Crop {
  const { x0, y0, x1, y1 } = boundingBox(outline);
  const width = Math.ceil(Math.max(x1 - x0, (y1 - y0) * pixelAspect));
  const height = Math.round(width / pixelAspect);
  return {
    x: x0 - Math.floor((width - (x1 - x0)) / 2),
    y: y0 - Math.floor((height - (y1 - y0)) / 2),
    width,
    height,
  };
}
