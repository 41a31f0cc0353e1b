import type { FramePixels } from './frame-pixels';

const otherColoursReason =
  'The background of the images is green where it must be black: their colours are not stored as the ' +
  'header says, so they were decoded wrongly; have the archive convert the clip to uncompressed pixels.';

const planesReason =
  'The images show each row in pieces side by side: their colours are stored plane after plane, which the ' +
  'header does not say, so they were decoded wrongly; have the archive convert the clip to uncompressed pixels.';

/**
 * Why an image is not the one that was stored: its colours were decoded in another way than they were encoded.
 *
 * @returns a full sentence; undefined where there is no sign of it
 */
export function misreadColour(image: FramePixels): string | undefined {
  if (isOfOtherColours(image)) {
    return otherColoursReason;
  }
  return hasPlanes(image) ? planesReason : undefined;
}

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
function isOfOtherColours({ channels, data, Rows, Columns }: FramePixels): boolean {
  if (channels === 1) {
    return false;
  }
  const step = Math.max(1, Math.floor(Math.sqrt((Rows * Columns) / comparedSamples)));
  let green = 0;
  let black = 0;
  let pixels = 0;
  for (let row = 0; row < Rows; row += step) {
    for (let column = 0; column < Columns; column += step) {
      const i = (row * Columns + column) * channels;
      const r = data[i];
      const g = data[i + 1];
      const b = data[i + 2];
      green += g >= leastGreen && 2 * r <= g && b <= 1.2 * g ? 1 : 0;
      black += r < mostBlack && g < mostBlack && b < mostBlack ? 1 : 0;
      pixels++;
    }
  }
  return green > leastGreenPart * pixels && black < leastBlackPart * pixels;
}

/**
 * Least correlation of planes: 0.8 and more with a tint and coloured marks, 0.3 at most of parts of an echo
 * image below one another.
 */
const leastPlaneCorrelation = 0.6;

/** Pixels of the smallest image that clips are made of; patterns of fewer repeat by chance. */
const leastPixels = 64 * 64;

/** About so many pixels of an image tell; it is looked at in the page, a frame after the other. */
const comparedSamples = 20_000;

/**
 * Whether the samples of an image are three planes that each show the same, as an echo's colours do: a
 * decoder that returned plane after plane was taken to return pixel after pixel.
 */
function hasPlanes({ channels, data, Rows, Columns }: FramePixels): boolean {
  const perPlane = Rows * Columns;
  if (channels === 1 || perPlane < leastPixels) {
    return false;
  }
  const step = Math.max(1, Math.floor(perPlane / comparedSamples));
  const plane = (index: number) => {
    const values: number[] = [];
    for (let i = index * perPlane; i < (index + 1) * perPlane; i += step) {
      values.push(data[channels * Math.floor(i / 3) + (i % 3)]);
    }
    return values;
  };
  const first = plane(0);
  return [1, 2].every((index) => correlation(first, plane(index)) > leastPlaneCorrelation);
}

/** Pearson's; 0 where one of them does not vary. */
function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]) =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const [da, db] = [a[i] - meanA, b[i] - meanB];
    ab += da * db;
    aa += da * da;
    bb += db * db;
  }
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
}
