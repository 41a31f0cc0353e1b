/**
 * How an image is turned so that it lies as networks expect: the probe at the top and the left
 * ventricle on the right.
 */
export interface ImageTurn {
  /** Top and bottom are exchanged. */
  readonly upsideDown: boolean;
  /** Left and right are exchanged. */
  readonly mirrored: boolean;
}

export const notTurned: ImageTurn = { upsideDown: false, mirrored: false };

export function isTurned({ upsideDown, mirrored }: ImageTurn): boolean {
  return upsideDown || mirrored;
}

/**
 * Turns a square image of one channel.
 *
 * @param image size * size values, row by row
 * @returns the image itself where nothing is turned
 */
export function turnImage<Values extends Float32Array | Uint8Array>(
  image: Values,
  size: number,
  turn: ImageTurn = notTurned,
): Values {
  if (!isTurned(turn)) {
    return image;
  }
  const { upsideDown, mirrored } = turn;
  const turned = image.slice() as Values;
  for (let y = 0, i = 0; y < size; y++) {
    const row = (upsideDown ? size - 1 - y : y) * size;
    for (let x = 0; x < size; x++, i++) {
      turned[i] = image[row + (mirrored ? size - 1 - x : x)];
    }
  }
  return turned;
}
