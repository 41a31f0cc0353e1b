import { rgb } from 'd3-color';
import {
  interpolateCividis,
  interpolateInferno,
  interpolateMagma,
  interpolatePlasma,
  interpolateViridis,
} from 'd3-scale-chromatic';
import type { ColourMapName, HeatLook } from './settings';

/**
 * From dark to light in steps that look equal (van der Walt and Smith's inferno, magma,
 * plasma and viridis; Nuñez, Anderton and Renslow's cividis, which looks alike to those who are colour-blind).
 */
const tables: Readonly<Record<ColourMapName, (strength: number) => string>> = {
  inferno: interpolateInferno,
  magma: interpolateMagma,
  plasma: interpolatePlasma,
  viridis: interpolateViridis,
  cividis: interpolateCividis,
};

/** The darkest part of a table would hide the echo, and is left out. */
const dark = 0.15;

/** Above 1, weak saliency is more see-through than it is weak. */
const fade = 1.3;

const known = new Map<ColourMapName, Uint8ClampedArray>();

/**
 * Colours of saliency, 4 bytes for each intensity from 0 to 255. What is weak is see-through, so that
 * the echo stays readable.
 */
export function heatColours(name: ColourMapName): Uint8ClampedArray {
  const colours = known.get(name) ?? coloursOf(tables[name]);
  known.set(name, colours);
  return colours;
}

function coloursOf(table: (strength: number) => string): Uint8ClampedArray {
  return Uint8ClampedArray.from(
    Array.from({ length: 256 }, (_, intensity) => {
      const strength = intensity / 255;
      const { r, g, b } = rgb(table(dark + (1 - dark) * strength));
      return [r, g, b, 255 * strength ** fade];
    }).flat(),
  );
}

/**
 * Paints intensities.
 *
 * @returns 4 bytes a pixel: red, green, blue, opacity (not premultiplied, as ImageData has it); 0
 *   below the threshold
 */
export function paintHeat(
  intensities: Uint8ClampedArray,
  { colourMap, threshold }: HeatLook,
): Uint8ClampedArray<ArrayBuffer> {
  const colours = heatColours(colourMap);
  const weakest = 255 * threshold;
  const pixels = new Uint8ClampedArray(intensities.length * 4);
  for (let pixel = 0; pixel < intensities.length; pixel++) {
    if (intensities[pixel] < weakest) continue;
    const colour = intensities[pixel] * 4;
    pixels.set(colours.subarray(colour, colour + 4), pixel * 4);
  }
  return pixels;
}

/** The colour bar as a CSS gradient, weak at the bottom; what is not drawn is not in it either. */
export function heatGradient({ colourMap, threshold }: HeatLook): string {
  const colours = heatColours(colourMap);
  const from = Math.round(100 * threshold);
  const shown = [0, 64, 128, 192, 255].filter((intensity) => intensity >= 255 * threshold);
  const stops = [Math.ceil(255 * threshold), ...shown].map((intensity) => {
    const [r, g, b] = colours.subarray(intensity * 4, intensity * 4 + 3);
    return `rgb(${r} ${g} ${b}) ${Math.round((intensity / 255) * 100)}%`;
  });
  return `linear-gradient(to top, transparent ${from}%, ${stops.join(', ')})`;
}
