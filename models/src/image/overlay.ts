import { isColoured, luma } from './colour';
import type { FramePixels } from './frame-pixels';
import type { PixelBox } from './pixel-box';

/** Radius in pixels of the neighbourhood that replaces an overlay pixel. */
const reach = 3;

/**
 * The grey values of a box of the frame: 0 outside the mask, and inside without coloured overlays (ECG
 * trace, calipers, letters). A coloured pixel and its eight neighbours, which share in the drawn
 * line, become the mean of the other pixels of the sector within 3 pixels, or 0 where there are
 * none. White overlays cannot be told from tissue and stay.
 *
 * @param box inside the frame
 * @param mask 1 inside the sector; one value a pixel of the box, row by row
 * @param keepColour takes every pixel at its luma, for B-mode that is drawn in a tint
 */
export function greyValuesOfSector(
  frame: FramePixels,
  box: PixelBox,
  mask: Uint8Array,
  keepColour: boolean,
): Uint8Array {
  const { Columns, channels, data } = frame;
  const width = box.x1 - box.x0;
  const greyValues = new Uint8Array(mask.length);
  const coloured: number[] = [];
  for (let y = box.y0, i = 0; y < box.y1; y++) {
    let at = (y * Columns + box.x0) * channels;
    for (const end = i + width; i < end; i++, at += channels) {
      if (!mask[i]) {
        continue;
      }
      if (channels === 1) {
        greyValues[i] = data[at];
        continue;
      }
      const red = data[at];
      const green = data[at + 1];
      const blue = data[at + 2];
      greyValues[i] = luma(red, green, blue);
      if (!keepColour && isColoured(red, green, blue)) {
        coloured.push(i);
      }
    }
  }
  replace(greyValues, coloured, mask, width);
  return greyValues;
}

function replace(
  greyValues: Uint8Array,
  coloured: readonly number[],
  mask: Uint8Array,
  width: number,
): void {
  const height = mask.length / width;
  const replaced = new Uint8Array(coloured.length > 0 ? mask.length : 0);
  for (const i of coloured) {
    forEachNear(i, 1, width, height, (near) => {
      replaced[near] = 1;
    });
  }
  for (let i = 0; i < replaced.length; i++) {
    if (!replaced[i] || !mask[i]) {
      continue;
    }
    let sum = 0;
    let count = 0;
    forEachNear(i, reach, width, height, (near) => {
      if (mask[near] && !replaced[near]) {
        sum += greyValues[near];
        count++;
      }
    });
    greyValues[i] = count > 0 ? Math.round(sum / count) : 0;
  }
}

/**
 * Calls back for a pixel and its neighbours up to `distance` rows and columns away, inside the box.
 */
function forEachNear(
  i: number,
  distance: number,
  width: number,
  height: number,
  visit: (near: number) => void,
): void {
  const column = i % width;
  const row = (i - column) / width;
  const lastRow = Math.min(height - 1, row + distance);
  const lastColumn = Math.min(width - 1, column + distance);
  for (let y = Math.max(0, row - distance); y <= lastRow; y++) {
    for (let x = Math.max(0, column - distance); x <= lastColumn; x++) {
      visit(y * width + x);
    }
  }
}
