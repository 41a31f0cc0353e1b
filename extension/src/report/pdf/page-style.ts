import { paper } from './page-items';
import type { Tone } from './report-document';

export const margin = { left: 48, right: 48, top: 44, bottom: 62 } as const;
export const contentWidth = paper.width - margin.left - margin.right;
export const floor = paper.height - margin.bottom;

export const textSize = 9.5;
export const smallSize = 8;
export const leading = 1.32;

/** Readable on white and in a copy without colours; the same hues as in the panel. */
export const colours: Readonly<Record<Tone, string>> = {
  plain: '#1a1a1a',
  muted: '#5f5f5f',
  mild: '#8a5a00',
  moderate: '#a03c00',
  severe: '#a4001d',
};

export const hairline = '#c4c9ce';
