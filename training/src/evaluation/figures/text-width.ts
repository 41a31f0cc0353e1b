import { textMetrics } from 'vega';

declare module 'vega' {
  /** Text measurement of Vega, missing in its typings; `width` is assignable. */
  export const textMetrics: {
    width: (item: { readonly fontSize?: number }, text: unknown) => number;
  };
}

/**
 * Approximate advance widths of DejaVu Sans in ems: the widest of the usual fallbacks for
 * Helvetica, so that text fits in all of them.
 */
const widths: readonly (readonly [characters: RegExp, ems: number])[] = [
  [/[ijlI|']/, 0.29],
  [/[ .,:;!/]/, 0.33],
  [/[ft()[\]-]/, 0.39],
  [/[r"*]/, 0.44],
  [/[mMW%@]/, 0.96],
  [/[A-Zw\u2212]/, 0.74],
];

/** Digits and most lowercase letters. */
const commonWidth = 0.62;

/**
 * Replaces Vega's text measurement, which without a canvas overestimates the width of every
 * character.
 */
export function measureTextByFont(): void {
  textMetrics.width = ({ fontSize = 11 }, text) => {
    let ems = 0;
    for (const character of String(text)) {
      ems += widths.find(([characters]) => characters.test(character))?.[1] ?? commonWidth;
    }
    return ems * fontSize;
  };
}
