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
 * Perceptually uniform, from dark to light: inferno, magma, plasma and viridis of van der Walt and
 * Smith; cividis of Nuñez, Anderton and Renslow, made for colour vision deficiency.
 */
const tables: Readonly<Record<ColourMapName, (strength: number) => string>> = {
  inferno: interpolateInferno,
  magma: interpolateMagma,
  plasma: interpolatePlasma,
  viridis: interpolateViridis,
  cividis: interpolateCividis,
};

/** Start of the used part of a colour map: its darkest colours would hide the echo. */
const firstStrength = 0.15;

/** Exponent from display value to opacity; above 1, weak saliency fades out faster. */
const opacityExponent = 1.3;

const cache = new Map<ColourMapName, Uint8ClampedArray>();

/** Red, green, blue and opacity, 4 bytes for each display value from 0 to 255; weak is transparent. */
export function colourTable(name: ColourMapName): Uint8ClampedArray {
  const colours = cache.get(name) ?? coloursOf(tables[name]);
  cache.set(name, colours);
  return colours;
}

function coloursOf(table: (strength: number) => string): Uint8ClampedArray {
  return Uint8ClampedArray.from(
    Array.from({ length: 256 }, (_, displayValue) => {
      const strength = displayValue / 255;
      const { r, g, b } = rgb(table(firstStrength + (1 - firstStrength) * strength));
      return [r, g, b, 255 * strength ** opacityExponent];
    }).flat(),
  );
}

/**
 * Maps display values to colours.
 *
 * @returns RGBA, 4 bytes a pixel, not premultiplied as in ImageData; 0 below the threshold
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

/** The colour bar as a CSS gradient, weak at the bottom; transparent below the threshold. */
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
