/** The part of the pixels that may be brighter than full: single pixels would hide all others. */
const saturatedPart = 0.005;

/**
 * A saliency map as intensities for the screen. Only the place of what is strong within one frame
 * can be read off it: frames are scaled each by itself.
 *
 * @param saliency values of at least 0, row by row
 * @param mask as many values, 0 outside the sector
 * @returns 0 to 255; 255 for the strongest half percent of the sector, 0 outside it
 */
export function intensitiesOf(
  saliency: Float32Array,
  mask: Uint8Array,
): Uint8ClampedArray<ArrayBuffer> {
  const inside = saliency.filter((_, pixel) => mask[pixel] !== 0).sort();
  const full = inside[Math.floor((inside.length - 1) * (1 - saturatedPart))] ?? 0;
  const intensities = new Uint8ClampedArray(saliency.length);
  if (!(full > 0)) return intensities;
  for (let pixel = 0; pixel < saliency.length; pixel++) {
    if (mask[pixel] !== 0) intensities[pixel] = (saliency[pixel] / full) * 255;
  }
  return intensities;
}
