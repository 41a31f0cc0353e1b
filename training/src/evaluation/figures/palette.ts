/**
 * Colours of the figures. Blue and orange are those of Okabe and Ito ("Color universal design",
 * 2008), distinguishable with colour vision deficiencies and, by lightness, in greyscale print.
 */
export const palette = {
  background: '#ffffff',
  foreground: '#1b1f24',
  /** Labels and reference lines. */
  muted: '#5b6470',
  grid: '#e3e6ea',
  blue: '#0072b2',
  orange: '#d55e00',
} as const;
