import { nextTask } from '../platform';
import { eachPixel, squaresOver, type Square } from './occlusion';
import type { SaliencyControl } from './saliency-map';

/** Side of the occluded square, and its steps, as fractions of the image's side: each costs a run. */
const patch = { side: 1 / 6, stride: 1 / 7 };

export interface WindowOcclusion extends SaliencyControl {
  /** Side of an image in pixels. */
  readonly size: number;
  /** [size, size], 1 where an image is not black by the mask of its sector. */
  readonly mask: Uint8Array;
  /** What black is in each channel after standardising. */
  readonly black: readonly number[];
  /** Runs the network on the window. @returns the number that is explained */
  readonly predict: (images: readonly Float32Array[]) => Promise<number>;
}

/**
 * Occlusion (Zeiler and Fergus 2014) of a window of frames, for networks that give no gradients: a
 * square is black in all frames at once, one place after the other, and each pixel gets the mean change
 * of the value over the squares that contain it. Squares outside the sector change nothing and are left
 * out.
 *
 * @param images of the window's frames, each [size, size, channels]; not modified
 * @returns [size, size], at least 0; undefined when stopped
 * @throws what predict throws
 */
export async function windowOcclusion(
  images: readonly Float32Array[],
  { size, mask, black, predict, shouldStop, onSample }: WindowOcclusion,
): Promise<Float32Array | undefined> {
  const squares = squaresOver(size, size, {
    patchSize: Math.max(2, Math.round(size * patch.side)),
    stride: Math.max(1, Math.round(size * patch.stride)),
  }).filter((square) => isSeen(square, mask, size));
  const whole = await predict(images);
  const [sum, occluded] = [new Float32Array(size * size), new Float32Array(size * size)];
  for (const [done, square] of squares.entries()) {
    if (shouldStop?.()) {
      return undefined;
    }
    const value = await predict(images.map((image) => withSquare(image, square, size, black)));
    eachPixel(square, size, (pixel) => {
      sum[pixel] += Math.abs(whole - value);
      occluded[pixel]++;
    });
    onSample?.(done + 1, squares.length);
    await nextTask();
  }
  return sum.map((change, pixel) => (occluded[pixel] > 0 ? change / occluded[pixel] : 0));
}

function isSeen(square: Square, mask: Uint8Array, size: number): boolean {
  let isAny = false;
  eachPixel(square, size, (pixel) => (isAny ||= mask[pixel] !== 0));
  return isAny;
}

function withSquare(
  image: Float32Array,
  square: Square,
  size: number,
  black: readonly number[],
): Float32Array {
  const changed = image.slice();
  eachPixel(square, size, (pixel) => changed.set(black, pixel * black.length));
  return changed;
}
