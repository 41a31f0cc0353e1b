import { textMetrics } from 'vega';

declare module 'vega' {
  /** How Vega measures text; its typings leave it out. `width` may be set. */
  export const textMetrics: {
    width: (item: { readonly fontSize?: number }, text: unknown) => number;
  };
}

/** Advance widths of Helvetica (and Arial, Liberation Sans) in ems, by likeness. */
const widths: readonly (readonly [characters: RegExp, ems: number])[] = [
  [/[ijlI.,:;|!'/[\]() ft-]/, 0.28],
  [/[r"*]/, 0.35],
  [/[mMW%@]/, 0.88],
  [/[A-Zw]/, 0.7],
];

/** Digits and most small letters. */
const commonWidth = 0.556;

/**
 * Lets Vega lay out text by the widths of the figures' font: without a canvas it would take every
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
