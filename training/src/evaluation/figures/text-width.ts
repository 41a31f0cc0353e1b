import { textMetrics } from 'vega';

declare module 'vega' {
  /** How Vega measures text; its typings leave it out. `width` may be set. */
  export const textMetrics: {
    width: (item: { readonly fontSize?: number }, text: unknown) => number;
  };
}

/**
 * Advance widths of DejaVu Sans in ems, by likeness: the widest of the fonts that take Helvetica's
 * place where there is none, so that no text is cut off in any of them.
 */
const widths: readonly (readonly [characters: RegExp, ems: number])[] = [
  [/[ijlI|']/, 0.29],
  [/[ .,:;!/]/, 0.33],
  [/[ft()[\]-]/, 0.39],
  [/[r"*]/, 0.44],
  [/[mMW%@]/, 0.96],
  [/[A-Zw\u2212]/, 0.74],
];

/** Digits and most small letters. */
const commonWidth = 0.62;

/**
 * Lets Vega lay out text by the widths of a font: without a canvas it would take every
 * character for wider than any is, and leave that much room.
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
