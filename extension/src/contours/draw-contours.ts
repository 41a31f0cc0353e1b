import type { ImagePoint } from '@echonet/models';
import type { FrameMeasures, StructureContour } from '@echonet/models/measures';
import { setTransform } from '../saliency/draw-saliency-map';
import type { Affine } from '../viewport/geometry';
import type { ContoursState } from './state';
import { casing, type DrawnPart, lineStyles } from './styles';

export type DrawnMeasures = Pick<FrameMeasures, 'contours' | 'annulus' | 'apex'>;

interface Line {
  readonly part: DrawnPart;
  readonly points: readonly ImagePoint[];
  readonly isClosed: boolean;
}

/**
 * Draws the contours, long axis and annulus of one frame.
 *
 * @param imageToDevice from image pixels to canvas pixels
 */
export function drawContours(
  context: CanvasRenderingContext2D,
  measures: DrawnMeasures,
  parts: ContoursState['parts'],
  imageToDevice: Affine,
  pixelRatio: number,
): void {
  drawLines(context, linesOf(measures, parts), imageToDevice, pixelRatio);
}

/** As {@link drawContours}, of the second of two models: its outlines alone, in a line of their own. */
export function drawSecondContours(
  context: CanvasRenderingContext2D,
  { contours }: Pick<DrawnMeasures, 'contours'>,
  { wall, atrium }: ContoursState['parts'],
  imageToDevice: Affine,
  pixelRatio: number,
): void {
  const shown = [wall && contours.LVWall, atrium && contours.LA, contours.LV];
  const lines = shown.flatMap((contour) => ringsOf('second', contour || undefined));
  drawLines(context, lines, imageToDevice, pixelRatio);
}

function drawLines(
  context: CanvasRenderingContext2D,
  lines: readonly Line[],
  imageToDevice: Affine,
  pixelRatio: number,
): void {
  context.save();
  context.lineJoin = 'round';
  for (const { part, points, isClosed } of lines) {
    setTransform(context, imageToDevice);
    context.beginPath();
    for (const { x, y } of points) {
      context.lineTo(x, y);
    }
    if (isClosed) {
      context.closePath();
    }
    // Keeps the line width independent of the zoom.
    context.setTransform(1, 0, 0, 1, 0, 0);
    const { colour, width, dash = [] } = lineStyles[part];
    context.setLineDash(dash.map((length) => length * pixelRatio));
    stroke(context, casing.colour, (width + casing.width) * pixelRatio);
    stroke(context, colour, width * pixelRatio);
  }
  context.restore();
}

function stroke(context: CanvasRenderingContext2D, colour: string, width: number): void {
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.stroke();
}

/** In the order of drawing: what lies on top comes last. */
function linesOf(
  { contours: { LV, LVWall, LA }, annulus, apex }: DrawnMeasures,
  parts: ContoursState['parts'],
): Line[] {
  return [
    ...(parts.wall ? ringsOf('LVWall', LVWall) : []),
    ...(parts.atrium ? ringsOf('LA', LA) : []),
    ...ringsOf('LV', LV),
    ...(parts.axis
      ? [
          { part: 'axis' as const, points: [annulus.midpoint, apex], isClosed: false },
          { part: 'annulus' as const, points: annulus.hinges, isClosed: false },
        ]
      : []),
  ];
}

function ringsOf(part: DrawnPart, contour: StructureContour | undefined): Line[] {
  const rings = contour ? [contour.outline, ...contour.holes] : [];
  return rings.map((points) => ({ part, points, isClosed: true }));
}
