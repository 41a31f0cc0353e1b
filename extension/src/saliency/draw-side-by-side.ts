import type { PreparedClip } from '../inference/protocol';
import type { Strings } from '../strings';
import type { Cell } from '../viewport/arrange';
import type { FrameImage } from '../viewport/frame-images';
import { type Affine, compose, scaling } from '../viewport/geometry';
import { clipToSector, drawSaliencyMap, setTransform } from './draw-saliency-map';

/** One frame of the side-by-side layout; what is absent stays black. */
export interface SideBySide {
  readonly prepared: PreparedClip;
  readonly frame?: FrameImage;
  readonly saliencyMap?: HTMLCanvasElement;
  /** Of the saliency map in the overlay cell, 0 to 1. */
  readonly opacity: number;
  /** Device pixels per CSS pixel. */
  readonly pixelRatio: number;
}

/**
 * Network input, saliency map and overlay side by side on black, as in the figures of Ghorbani et al.
 * 2020.
 *
 * @param cells in CSS pixels
 */
export function drawSideBySide(
  context: CanvasRenderingContext2D,
  [input, map, overlap]: readonly Cell[],
  { saliency: names }: Strings,
  { prepared, frame, saliencyMap, opacity, pixelRatio }: SideBySide,
): void {
  const { width, height } = context.canvas;
  context.save();
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.fillStyle = '#000';
  context.fillRect(0, 0, width, height);
  context.restore();

  const toDevice = (cell: Cell) => compose(scaling(pixelRatio), imageToCell(prepared, cell));
  if (frame) {
    drawFrame(context, frame, prepared, toDevice(input));
    drawFrame(context, frame, prepared, toDevice(overlap));
  }
  if (saliencyMap) {
    drawSaliencyMap(context, saliencyMap, prepared, toDevice(map), 1);
    drawSaliencyMap(context, saliencyMap, prepared, toDevice(overlap), opacity);
  }
  drawCaption(context, input, names.input, pixelRatio);
  drawCaption(context, map, saliencyMap ? names.map : names.mapNotYet, pixelRatio);
  drawCaption(context, overlap, names.overlap, pixelRatio);
}

/** The frame as network input: black outside the sector. */
function drawFrame(
  context: CanvasRenderingContext2D,
  { canvas, scale }: FrameImage,
  { sector }: PreparedClip,
  imageToDevice: Affine,
): void {
  context.save();
  clipToSector(context, sector, imageToDevice);
  setTransform(context, compose(imageToDevice, { a: scale.x, b: 0, c: 0, d: scale.y, e: 0, f: 0 }));
  context.imageSmoothingQuality = 'high';
  context.drawImage(canvas, 0, 0);
  context.restore();
}

/** From image pixels to CSS pixels of a cell that shows the network's crop. */
function imageToCell({ sector: { crop } }: PreparedClip, { x, y, size }: Cell): Affine {
  const [a, d] = [size / crop.width, size / crop.height];
  return { a, b: 0, c: 0, d, e: x - a * crop.x, f: y - d * crop.y };
}

function drawCaption(
  context: CanvasRenderingContext2D,
  { x, y, size }: Cell,
  text: string,
  pixelRatio: number,
): void {
  context.save();
  context.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0);
  context.fillStyle = '#ddd';
  context.font = '12px Inter, sans-serif';
  context.textAlign = 'center';
  context.fillText(text, x + size / 2, y + size + 14, size);
  context.restore();
}
