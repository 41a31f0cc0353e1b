import sharp from 'sharp';

export interface Screenshot {
  readonly width: number;
  readonly height: number;
  /** 8-bit, interleaved; width * height * 3 bytes. */
  readonly rgb: Buffer;
}

export async function readScreenshot(png: Buffer): Promise<Screenshot> {
  const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, rgb: data };
}

/** In pixels of a screenshot. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Largest difference of the three channels at a point, 0..255; undefined outside the screenshots and
 * in the ignored rectangles.
 */
export type Change = (x: number, y: number) => number | undefined;

/** @throws Error when the screenshots differ in size */
export function changeBetween(
  before: Screenshot,
  after: Screenshot,
  ignored: readonly Rectangle[],
): Change {
  if (before.width !== after.width || before.height !== after.height) {
    throw new Error('The screenshots differ in size.');
  }
  const { width, height } = before;
  return (x, y) => {
    const [column, row] = [Math.floor(x), Math.floor(y)];
    if (column < 0 || row < 0 || column >= width || row >= height) {
      return undefined;
    }
    const isIgnored = (at: Rectangle) =>
      x >= at.x - 1 && y >= at.y - 1 && x <= at.x + at.width + 1 && y <= at.y + at.height + 1;
    if (ignored.some(isIgnored)) {
      return undefined;
    }
    const at = (row * width + column) * 3;
    return Math.max(
      ...[0, 1, 2].map((channel) => Math.abs(before.rgb[at + channel] - after.rgb[at + channel])),
    );
  };
}

/**
 * Pearson's correlation of the pairs in which both values are defined.
 *
 * @throws Error when these are fewer than 100
 */
export function correlation(
  a: readonly (number | undefined)[],
  b: readonly (number | undefined)[],
): number {
  const pairs = a.flatMap((value, i): [number, number][] => {
    const other = b[i];
    return value === undefined || other === undefined ? [] : [[value, other]];
  });
  if (pairs.length < 100) {
    throw new Error(`Only ${pairs.length} points can be compared.`);
  }
  const mean = (index: 0 | 1): number =>
    pairs.reduce((sum, pair) => sum + pair[index], 0) / pairs.length;
  const [meanA, meanB] = [mean(0), mean(1)];
  let [covariance, varianceA, varianceB] = [0, 0, 0];
  for (const [x, y] of pairs) {
    covariance += (x - meanA) * (y - meanB);
    varianceA += (x - meanA) ** 2;
    varianceB += (y - meanB) ** 2;
  }
  return covariance / Math.sqrt(varianceA * varianceB);
}
