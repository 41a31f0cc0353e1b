import { rgb } from 'd3-color';
import {
  interpolateCividis,
  interpolateInferno,
  interpolateMagma,
  interpolatePlasma,
  interpolateViridis,
} from 'd3-scale-chromatic';
import type { ColourMapName, SaliencyStyle } from './settings';

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
 * Colours of saliency, 4 bytes for each display value from 0 to 255. What is weak is see-through, so that
 * the echo stays readable.
 */
export function colourTable(name: ColourMapName): Uint8ClampedArray {
  const colours = known.get(name) ?? coloursOf(tables[name]);
  known.set(name, colours);
  return colours;
}

function coloursOf(table: (strength: number) => string): Uint8ClampedArray {
  return Uint8ClampedArray.from(
    Array.from({ length: 256 }, (_, displayValue) => {
      const strength = displayValue / 255;
      const { r, g, b } = rgb(table(dark + (1 - dark) * strength));
      return [r, g, b, 255 * strength ** fade];
    }).flat(),
  );
}

/**
 * Maps display values to colours.
 *
 * @returns 4 bytes a pixel: red, green, blue, opacity (not premultiplied, as ImageData has it); 0
 *   below the threshold
 */
export function applyColourMap(
  displayValues: Uint8ClampedArray,
  { colourMap, threshold }: SaliencyStyle,
): Uint8ClampedArray<ArrayBuffer> {
  const colours = colourTable(colourMap);
  const weakest = 255 * threshold;
  const pixels = new Uint8ClampedArray(displayValues.length * 4);
  for (let pixel = 0; pixel < displayValues.length; pixel++) {
    if (displayValues[pixel] < weakest) {
      continue;
    }
    const colour = displayValues[pixel] * 4;
    pixels.set(colours.subarray(colour, colour + 4), pixel * 4);
  }
  return pixels;
}

/** The colour bar as a CSS gradient, weak at the bottom; what is not drawn is not in it either. */
export function colourBarGradient({ colourMap, threshold }: SaliencyStyle): string {
  const colours = colourTable(colourMap);
  const from = Math.round(100 * threshold);
  const shown = [0, 64, 128, 192, 255].filter((displayValue) => displayValue >= 255 * threshold);
  const stops = [Math.ceil(255 * threshold), ...shown].map((displayValue) => {
    const [r, g, b] = colours.subarray(displayValue * 4, displayValue * 4 + 3);
    return `rgb(${r} ${g} ${b}) ${Math.round((displayValue / 255) * 100)}%`;
  });
  return `linear-gradient(to top, transparent ${from}%, ${stops.join(', ')})`;
}
