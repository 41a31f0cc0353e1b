/** Fraction of the pixels that saturate: scaling to single pixels would darken all others. */
const saturatedShare = 0.005;

/** Standard deviation of the smoothing, as a fraction of the image's side. */
const smoothingShare = 0.012;

/**
 * Scales a saliency map for the screen. It is smoothed, since single pixels flicker and carry no
 * information for a reader. Each frame is scaled by itself: only locations within one frame compare.
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
  const smoothed = smooth(
    saliency.map((value, pixel) => (mask[pixel] !== 0 ? value : 0)),
    size,
  );
  const ascending = smoothed.filter(inside).sort();
  const full = ascending[Math.floor((ascending.length - 1) * (1 - saturatedShare))] ?? 0;
  const displayValues = new Uint8ClampedArray(saliency.length);
  if (!(full > 0)) {
    return displayValues;
  }
  for (let pixel = 0; pixel < smoothed.length; pixel++) {
    if (mask[pixel] !== 0) {
      displayValues[pixel] = (smoothed[pixel] / full) * 255;
    }
  }
  return displayValues;
}

/** Separable Gaussian smoothing with zero padding. */
function smooth(values: Float32Array, size: number): Float32Array {
  const kernel = gaussian(smoothingShare * size);
  return convolve(convolve(values, size, kernel, 1, size), size, kernel, size, 1);
}

function convolve(
  values: Float32Array,
  size: number,
  kernel: readonly number[],
  step: number,
  lineStep: number,
): Float32Array {
  const radius = (kernel.length - 1) / 2;
  const result = new Float32Array(values.length);
  for (let line = 0; line < size; line++) {
    for (let place = 0; place < size; place++) {
      let sum = 0;
      const first = Math.max(0, place - radius);
      const last = Math.min(size - 1, place + radius);
      for (let other = first; other <= last; other++) {
        sum += kernel[other - place + radius] * values[line * lineStep + other * step];
      }
      result[line * lineStep + place * step] = sum;
    }
  }
  return result;
}

/** Normalised kernel of three standard deviations to either side. */
function gaussian(standardDeviation: number): number[] {
  const radius = Math.ceil(3 * standardDeviation);
  const weights = Array.from({ length: 2 * radius + 1 }, (_, i) =>
    Math.exp(-0.5 * ((i - radius) / standardDeviation) ** 2),
  );
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}
