/**
 * Converts interleaved YBR_FULL of 8 bits to interleaved RGB (PS3.3 C.7.6.3.1.2, the matrix of JFIF).
 *
 * @param ybr three bytes a pixel
 */
export function ybrToRgb(ybr: Uint8Array | Uint8ClampedArray): Uint8Array {
  const rgb = new Uint8ClampedArray(ybr.length);
  for (let i = 0; i < ybr.length; i += 3) {
    const [y, cb, cr] = [ybr[i], ybr[i + 1] - 128, ybr[i + 2] - 128];
    rgb[i] = y + 1.402 * cr;
    rgb[i + 1] = y - 0.344136 * cb - 0.714136 * cr;
    rgb[i + 2] = y + 1.772 * cb;
  }
  return new Uint8Array(rgb.buffer);
}

/**
 * Repeats the chroma of native YBR_FULL_422 for both pixels of a pair.
 *
 * @param pairs Y Y Cb Cr for every two pixels
 * @returns interleaved YBR_FULL, three bytes a pixel
 */
export function upsampleChroma(pairs: Uint8Array | Uint8ClampedArray): Uint8Array {
  const ybr = new Uint8Array((pairs.length / 4) * 6);
  for (let from = 0, to = 0; from < pairs.length; from += 4, to += 6) {
    const [cb, cr] = [pairs[from + 2], pairs[from + 3]];
    ybr[to] = pairs[from];
    ybr[to + 3] = pairs[from + 1];
    ybr[to + 1] = ybr[to + 4] = cb;
    ybr[to + 2] = ybr[to + 5] = cr;
  }
  return ybr;
}

/** Values this close to 128 are the chroma of grey, which lossy compression changes a little. */
const chromaTolerance = 12;

/** Least fraction of an image that is grey or background. */
const leastGreyPart = 0.5;

/**
 * Whether three values a pixel are YBR that nobody converted to RGB: the second and third are near
 * 128 in most pixels, the dark background included, which no RGB image of an echo has.
 */
export function isUnconvertedYbr(data: Uint8Array | Uint8ClampedArray): boolean {
  let grey = 0;
  for (let i = 0; i < data.length; i += 3) {
    grey +=
      Math.abs(data[i + 1] - 128) <= chromaTolerance &&
      Math.abs(data[i + 2] - 128) <= chromaTolerance
        ? 1
        : 0;
  }
  return grey > (leastGreyPart * data.length) / 3;
}
