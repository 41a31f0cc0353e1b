import { isColoured, luma } from './colour';
import type { FramePixels } from './frame-pixels';

/** Colour inside the sector of a clip. */
export interface ColourContent {
  /** Fraction of the sector with solid colour other than a tint, in the frame with most of it, 0 to 1. */
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

/** Most that the colour of a tinted pixel, relative to its brightness, is from that of the tint. */
const mostFromTint = 0.6;

/** What a colour differs by from grey, over the brightness. */
interface RelativeChroma {
  readonly red: number;
  readonly blue: number;
}

/**
 * Measures colour inside the sector, but for a tint. Solid colour means that the neighbours two pixels
 * away on all four sides are coloured too: true for flow, not for the lines of traces, calipers and
 * letters.
 *
 * @param frames of one size
 * @param mask Rows * Columns values, 1 inside the sector
 */
export function colourContent(frames: readonly FramePixels[], mask: Uint8Array): ColourContent {
  const inColour = frames.filter(({ channels }) => channels > 1);
  const area = mask.reduce((sum, value) => sum + value, 0);
  const mostSolid = (images: readonly Uint8Array[]) =>
    area > 0
      ? Math.max(0, ...images.map((image) => solidPixels(image, inColour[0].Columns))) / area
      : 0;
  const coloured = inColour.map((frame) => pixelsThat(isColoured, frame, mask));
  const tint = coloured.some((image) => image.includes(1)) ? tintOf(inColour, mask) : undefined;
  return tint
    ? {
        solid: mostSolid(inColour.map((frame) => pixelsThat(isOtherThan(tint), frame, mask))),
        tinted: true,
      }
    : { solid: mostSolid(coloured), tinted: false };
}

/** 1 at each pixel of the sector whose colour is sought. */
function pixelsThat(
  isSought: typeof isColoured,
  { channels, data }: FramePixels,
  mask: Uint8Array,
): Uint8Array {
  const sought = new Uint8Array(mask.length);
  for (let i = 0; i < mask.length; i++) {
    const at = i * channels;
    if (mask[i] && isSought(data[at], data[at + 1], data[at + 2])) {
      sought[i] = 1;
    }
  }
  return sought;
}

function solidPixels(sought: Uint8Array, Columns: number): number {
  let solid = 0;
  for (let i = 2 * Columns; i < sought.length - 2 * Columns; i++) {
    if (sought[i]) {
      solid += sought[i - 2] & sought[i + 2] & sought[i - 2 * Columns] & sought[i + 2 * Columns];
    }
  }
  return solid;
}

const isOtherThan =
  (tint: RelativeChroma): typeof isColoured =>
  (red, green, blue) => {
    if (!isColoured(red, green, blue) || Math.max(red, green, blue) < leastTintedBrightness) {
      return false;
    }
    const chroma = relativeChroma(red, green, blue);
    return Math.hypot(chroma.red - tint.red, chroma.blue - tint.blue) > mostFromTint;
  };

function relativeChroma(red: number, green: number, blue: number): RelativeChroma {
  const grey = Math.max(1, luma(red, green, blue));
  return { red: (red - grey) / grey, blue: (blue - grey) / grey };
}

/** Every so many pixels tell a tint; it divides the width of no usual screen, so that they lie in all columns. */
const tintStep = 13;

/** The colour that most bright pixels of the sector have in common. */
function tintOf(frames: readonly FramePixels[], mask: Uint8Array): RelativeChroma | undefined {
  const sum = { pixels: 0, red: 0, blue: 0, hueX: 0, hueY: 0 };
  let bright = 0;
  for (const { channels, data } of frames) {
    for (let i = 0; i < mask.length; i += tintStep) {
      const at = i * channels;
      const [red, green, blue] = [data[at], data[at + 1], data[at + 2]];
      if (!mask[i] || Math.max(red, green, blue) < leastTintedBrightness) {
        continue;
      }
      bright++;
      const chroma = relativeChroma(red, green, blue);
      const length = Math.hypot(chroma.red, chroma.blue);
      if (length >= leastTint) {
        sum.pixels++;
        sum.red += chroma.red;
        sum.blue += chroma.blue;
        sum.hueX += chroma.red / length;
        sum.hueY += chroma.blue / length;
      }
    }
  }
  const isTint =
    sum.pixels > leastTintedPart * bright &&
    Math.hypot(sum.hueX, sum.hueY) > leastHueAgreement * sum.pixels;
  return isTint ? { red: sum.red / sum.pixels, blue: sum.blue / sum.pixels } : undefined;
}
