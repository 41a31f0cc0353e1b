import type { PlotAxes, PlotBox } from './volume-plot';

/** SVG units; the drawing is scaled to the panel's width. */
export const box: PlotBox = { width: 270, height: 112, left: 28, right: 8, top: 16, bottom: 18 };

/**
 * Time that a pointer is at, ms; beyond the curve too.
 *
 * @param drawing as wide as the box
 * @param clientX CSS pixels
 */
export function timeAtPointer(
  drawing: Pick<Element, 'getBoundingClientRect'>,
  clientX: number,
  axes: Pick<PlotAxes, 'timeMsAt'>,
): number {
  const { left, width } = drawing.getBoundingClientRect();
  return axes.timeMsAt(((clientX - left) / Math.max(1, width)) * box.width);
}
