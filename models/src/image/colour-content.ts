import { isColoured, luma } from './colour';
import type { FramePixels } from './frame-pixels';

/** Colour inside the sector of a clip. */
export interface ColourContent {
  /** Fraction of the sector with solid colour, in the frame with most of it, 0 to 1. */
  readonly solid: number;
  /** B-mode displayed in shades of one colour. */
  readonly tinted: boolean;
}

/** In darker pixels a tint is too weak to judge. */
const leastTintedBrightness = 64;

/**
 * Least length of a tint's (red, blue) difference from grey over the brightness. A tint of which the
 * brightest pixels count as coloured has 0.2 at least.
 */
const leastTint = 0.12;

/** Least fraction of bright pixels that a tint colours ... */
const leastTintedPart = 0.6;

/** ... in one hue: least length of the mean of the unit vectors of their hues. */
const leastHueAgreement = 0.9;

/**
 * Measures colour inside the sector. Solid colour means that the neighbours two pixels away on all
 * four sides are coloured too: true for flow, not for the lines of traces, calipers and letters.
 * @param mask Rows * Columns values, 1 inside the sector
 */
export function colourContent(frames: readonly FramePixels[], mask: Uint8Array): ColourContent {
  const area = mask.reduce((sum, value) => sum + value, 0);
  let isAnyColoured = false;
  let mostSolid = 0;
  for (const { channels, data, Columns } of frames) {
    if (channels === 1) {
      continue;
    }
    const coloured = new Uint8Array(mask.length);
    for (let i = 0; i < mask.length; i++) {
      const at = i * channels;
      if (mask[i] && isColoured(data[at], data[at + 1], data[at + 2])) {
        coloured[i] = 1;
        isAnyColoured = true;
      }
    }
    let solid = 0;
    for (let i = 2 * Columns; i < coloured.length - 2 * Columns; i++) {
      if (coloured[i]) {
        solid +=
          coloured[i - 2] & coloured[i + 2] & coloured[i - 2 * Columns] & coloured[i + 2 * Columns];
      }
    }
    mostSolid = Math.max(mostSolid, solid);
  }
  return {
    solid: area > 0 ? mostSolid / area : 0,
    tinted: isAnyColoured && isTinted(frames, mask),
  };
}

/** Every so many pixels tell a tint; it divides the width of no usual screen, so that they lie in all columns. */
const tintStep = 13;

function isTinted(frames: readonly FramePixels[], mask: Uint8Array): boolean {
  const tint = { pixels: 0, x: 0, y: 0 };
  let bright = 0;
  for (const { channels, data } of frames) {
    if (channels === 1) {
      continue;
    }
    for (let i = 0; i < mask.length; i += tintStep) {
      const at = i * channels;
      const [red, green, blue] = [data[at], data[at + 1], data[at + 2]];
      if (!mask[i] || Math.max(red, green, blue) < leastTintedBrightness) {
        continue;
      }
      bright++;
      const grey = luma(red, green, blue);
      const length = Math.hypot(red - grey, blue - grey);
      if (length >= leastTint * grey) {
        tint.pixels++;
        tint.x += (red - grey) / length;
        tint.y += (blue - grey) / length;
      }
    }
  }
  return (
    tint.pixels > leastTintedPart * bright &&
    Math.hypot(tint.x, tint.y) > leastHueAgreement * tint.pixels
  );
}
