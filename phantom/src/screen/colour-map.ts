import type { Colour } from './canvas';

export const colourMaps = {
  sepia: [1, 0.84, 0.6],
  blue: [0.68, 0.84, 1],
} as const satisfies Readonly<Record<string, Colour>>;

export type ColourMap = keyof typeof colourMaps;
