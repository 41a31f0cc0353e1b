/**
 * Colours of the figures. The hues are those of Okabe and Ito ("Color universal design", 2008),
 * which people with any common colour blindness tell apart; they also differ in lightness, so that
 * a print in grey stays readable.
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
