import sharp from 'sharp';

/** An RGB screenshot. */
export interface Screenshot {
  width: number;
  height: number;
  /** width * height * 3 */
  rgb: Buffer;
}

/** Decodes a PNG screenshot. */
export async function readScreenshot(png: Buffer): Promise<Screenshot> {
  const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, rgb: data };
}

/** Where and how strongly two screenshots of the same size differ. */
export interface Difference {
  /** Centre of the differing pixels, weighted by their difference; CSS pixels. */
  centroid: [number, number];
  /** Sum over pixels of the largest channel difference. */
  weight: number;
  /** The differing pixels with their weights. */
  pixels: { x: number; y: number; weight: number }[];
}

/** A rectangle of a screenshot, in its pixels. */
export interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
}

/**
 * Finds what an overlay changed on the screen.
 *
 * @param ignored part of the screen that does not count, such as the colour bar
 * @param threshold smallest channel difference (0..255) that counts
 */
export function difference(
  before: Screenshot,
  after: Screenshot,
  ignored?: Rectangle,
  threshold = 12,
): Difference {
  const isIgnored = (x: number, y: number): boolean =>
    ignored !== undefined &&
    x >= ignored.x - 1 &&
    y >= ignored.y - 1 &&
    x <= ignored.x + ignored.width &&
    y <= ignored.y + ignored.height;
  if (before.width !== after.width || before.height !== after.height) {
    throw new Error('The screenshots differ in size.');
  }
  const pixels: Difference['pixels'] = [];
  let [weight, sumX, sumY] = [0, 0, 0];
  for (let y = 0; y < before.height; y++) {
    for (let x = 0; x < before.width; x++) {
      const at = (y * before.width + x) * 3;
      const change = Math.max(
        Math.abs(before.rgb[at] - after.rgb[at]),
        Math.abs(before.rgb[at + 1] - after.rgb[at + 1]),
        Math.abs(before.rgb[at + 2] - after.rgb[at + 2]),
      );
      if (change < threshold || isIgnored(x, y)) continue;
      pixels.push({ x, y, weight: change });
      weight += change;
      sumX += x * change;
      sumY += y * change;
    }
  }
  return { centroid: [sumX / weight, sumY / weight], weight, pixels };
}
