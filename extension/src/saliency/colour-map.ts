import { rgb } from 'd3-color';
import { interpolateInferno } from 'd3-scale-chromatic';

/** Black to yellow in steps that look equal (van der Walt and Smith's inferno). */
const dark = 0.15;

/** Above 1, weak saliency is more see-through than it is weak. */
const fade = 1.3;

/**
 * Colours of saliency, 4 bytes for each intensity from 0 to 255. What is weak is see-through, so that
 * the echo stays readable; the darkest part of inferno, which would hide it too, is left out.
 */
export const heatColours: Uint8ClampedArray = Uint8ClampedArray.from(
  Array.from({ length: 256 }, (_, intensity) => {
    const strength = intensity / 255;
    const { r, g, b } = rgb(interpolateInferno(dark + (1 - dark) * strength));
    return [r, g, b, 255 * strength ** fade];
  }).flat(),
);

/**
 * Paints intensities.
 *
 * @returns 4 bytes a pixel: red, green, blue, opacity (not premultiplied, as ImageData has it)
 */
export function paintHeat(intensities: Uint8ClampedArray): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(intensities.length * 4);
  for (let pixel = 0; pixel < intensities.length; pixel++) {
    const colour = intensities[pixel] * 4;
    pixels.set(heatColours.subarray(colour, colour + 4), pixel * 4);
  }
  return pixels;
}

/** The colour bar as a CSS gradient, weak at the bottom. */
export function heatGradient(): string {
  const stops = [0, 64, 128, 192, 255].map((intensity) => {
    const [r, g, b] = heatColours.subarray(intensity * 4, intensity * 4 + 3);
    return `rgb(${r} ${g} ${b}) ${Math.round((intensity / 255) * 100)}%`;
  });
  return `linear-gradient(to top, ${stops.join(', ')})`;
}
