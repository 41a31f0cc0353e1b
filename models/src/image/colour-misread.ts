import type { FramePixels } from './frame-pixels';

/** Why a clip with misread colours is refused, a full sentence. */
export const misreadColourReason =
  'The background of the images is green where it must be black: their colours are not stored as the ' +
  'header says, so they were decoded wrongly; have the archive convert the clip to uncompressed pixels.';

/** Least fraction of an image that is green where its black is. */
const leastGreenPart = 0.5;

/** Least green of what was black. */
const leastGreen = 96;

/** Black in 8 bits, with what gain, noise and lossy compression add. */
const mostBlack = 48;

/** Least fraction of black in an image with black left: most of it lies outside of the sector. */
const leastBlackPart = 0.1;

/**
 * Whether an image has no black, and most of it is bright green or teal instead. A tint leaves black
 * black; a decoder that takes YBR for RGB makes it teal (0, 128, 128), one that takes RGB for YBR green
 * (0, 135, 0).
 */
export function isMisreadColour({ channels, data }: FramePixels): boolean {
  if (channels === 1) {
    return false;
  }
  let [green, black] = [0, 0];
  for (let i = 0; i < data.length; i += channels) {
    const [r, g, b] = [data[i], data[i + 1], data[i + 2]];
    green += g >= leastGreen && 2 * r <= g && b <= 1.2 * g ? 1 : 0;
    black += r < mostBlack && g < mostBlack && b < mostBlack ? 1 : 0;
  }
  const pixels = data.length / channels;
  return green > leastGreenPart * pixels && black < leastBlackPart * pixels;
}
