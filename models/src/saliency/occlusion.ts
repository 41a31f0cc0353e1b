import { imageCount, type Network } from '../network/network';
import { nextTask } from '../platform';
import type { SaliencyControl } from './saliency-map';

export interface OcclusionSettings extends SaliencyControl {
  /** Side of the occluded square, in pixels of the network's image, at least 1. */
  readonly patchSize: number;
  /** Pixels from one square to the next, from 1 to patchSize. */
  readonly stride: number;
  /** Grey value of the square, in [0, 1]; outside the sector it is 0. */
  readonly fill: number;
}

/**
 * Occlusion (Zeiler and Fergus 2014): squares of the image are occluded one at a time, and each pixel
 * gets the mean change of one logit over the squares that contain it.
 *
 * @param greyValues one image, [size, size, channels], row-major, in [0, 1]; not modified.
 * @returns [size, size]: logit of the whole image minus logit with the pixel occluded, above 0 where
 *   the pixel raises the logit; undefined when stopped.
 * @throws Error when a setting is out of its range or the grey values are not one image for the network.
 */
export async function occlusion(
  network: Network,
  greyValues: Float32Array,
  outputIndex: number,
  settings: OcclusionSettings,
): Promise<Float32Array | undefined> {
  refuseImpossible(network, greyValues, settings);
  const { shouldStop, onSample } = settings;
  const [height, width, channels] = network.inputShape;
  const squares = squaresOver(height, width, settings);
  const whole = (await network.forward(greyValues))[outputIndex];
  const [sum, occluded] = [new Float32Array(height * width), new Float32Array(height * width)];
  for (let done = 0; done < squares.length;) {
    if (shouldStop?.()) {
      return undefined;
    }
    const batch = squares.slice(done, done + network.batchSize);
    const images = new Float32Array(batch.length * greyValues.length);
    batch.forEach((square, i) => {
      const image = images.subarray(i * greyValues.length, (i + 1) * greyValues.length);
      image.set(greyValues);
      eachPixel(square, width, (pixel) =>
        image.fill(settings.fill, pixel * channels, (pixel + 1) * channels),
      );
    });
    const logits = await network.forward(images);
    batch.forEach((square, i) => {
      const change = whole - logits[i * network.outputs + outputIndex];
      eachPixel(square, width, (pixel) => {
        sum[pixel] += change;
        occluded[pixel]++;
      });
    });
    done += batch.length;
    onSample?.(done, squares.length);
    await nextTask();
  }
  return sum.map((change, pixel) => change / occluded[pixel]);
}

/** Rows and columns from `top` and `left` up to but without `bottom` and `right`. */
export interface Square {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** Squares that contain every pixel at least once, clipped at the border. */
export function squaresOver(
  height: number,
  width: number,
  { patchSize, stride }: Pick<OcclusionSettings, 'patchSize' | 'stride'>,
): Square[] {
  const squares: Square[] = [];
  // The first square of a row or column has only its last `stride` pixels inside the image, so that
  // pixels at the border are occluded as often as others.
  for (let bottom = Math.min(stride, patchSize); bottom - patchSize < height; bottom += stride) {
    for (let right = Math.min(stride, patchSize); right - patchSize < width; right += stride) {
      squares.push({
        top: Math.max(0, bottom - patchSize),
        left: Math.max(0, right - patchSize),
        bottom: Math.min(height, bottom),
        right: Math.min(width, right),
      });
    }
  }
  return squares;
}

export function eachPixel(
  { top, left, bottom, right }: Square,
  width: number,
  use: (pixel: number) => void,
): void {
  for (let row = top; row < bottom; row++) {
    for (let column = left; column < right; column++) {
      use(row * width + column);
    }
  }
}

function refuseImpossible(
  { inputShape }: Network,
  greyValues: Float32Array,
  { patchSize, stride }: OcclusionSettings,
): void {
  if (![patchSize, stride].every((length) => Number.isInteger(length) && length >= 1)) {
    throw new Error(
      `Occlusion needs squares and steps of at least one pixel, not ${patchSize} and ${stride}.`,
    );
  }
  if (stride > patchSize) {
    throw new Error(`Occlusion in steps of ${stride} leaves gaps between squares of ${patchSize}.`);
  }
  const images = imageCount(greyValues, inputShape);
  if (images !== 1) {
    throw new Error(`Occlusion explains one image at a time, not ${images}.`);
  }
}
