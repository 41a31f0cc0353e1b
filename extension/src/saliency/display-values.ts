/** The part of the pixels that may be brighter than full: single pixels would hide all others. */
const saturatedPart = 0.005;

/** Standard deviation of the smoothing, as a part of the image's side. */
const smoothingPart = 0.012;

/**
 * A saliency map as displayValues for the screen. It is smoothed a little, for single pixels flicker
 * and say nothing to a reader, and scaled by itself: only the place of what is strong within one
 * frame can be read off it.
 *
 * @param saliency size * size values of at least 0, row by row
 * @param mask as many values, 0 outside the sector
 * @returns 0 to 255; 255 for the strongest half percent of the sector, 0 outside it
 */
export function toDisplayValues(
  saliency: Float32Array,
  mask: Uint8Array,
): Uint8ClampedArray<ArrayBuffer> {
  const size = Math.round(Math.sqrt(saliency.length));
  const inside = (_: number, pixel: number) => mask[pixel] !== 0;
  const smooth = smoothed(
    saliency.map((value, pixel) => (mask[pixel] !== 0 ? value : 0)),
    size,
  );
  const ascending = smooth.filter(inside).sort();
  const full = ascending[Math.floor((ascending.length - 1) * (1 - saturatedPart))] ?? 0;
  const displayValues = new Uint8ClampedArray(saliency.length);
  if (!(full > 0)) {
    return displayValues;
  }
  for (let pixel = 0; pixel < smooth.length; pixel++) {
    if (mask[pixel] !== 0) {
      displayValues[pixel] = (smooth[pixel] / full) * 255;
    }
  }
  return displayValues;
}

/** Gaussian smoothing, along rows and then along columns; what lies outside counts as 0. */
function smoothed(values: Float32Array, size: number): Float32Array {
  const kernel = gaussian(smoothingPart * size);
  return alongRows(alongRows(values, size, kernel, 1, size), size, kernel, size, 1);
}

function alongRows(
  values: Float32Array,
  size: number,
  kernel: readonly number[],
  step: number,
  lineStep: number,
): Float32Array {
  const reach = (kernel.length - 1) / 2;
  const result = new Float32Array(values.length);
  for (let line = 0; line < size; line++) {
    for (let place = 0; place < size; place++) {
      let sum = 0;
      const first = Math.max(0, place - reach);
      const last = Math.min(size - 1, place + reach);
      for (let other = first; other <= last; other++) {
        sum += kernel[other - place + reach] * values[line * lineStep + other * step];
      }
      result[line * lineStep + place * step] = sum;
    }
  }
  return result;
}

/** Weights that sum to 1, three standard deviations to either side. */
function gaussian(standardDeviation: number): number[] {
  const reach = Math.ceil(3 * standardDeviation);
  const weights = Array.from({ length: 2 * reach + 1 }, (_, i) =>
    Math.exp(-0.5 * ((i - reach) / standardDeviation) ** 2),
  );
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}
